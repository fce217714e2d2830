// `--watch` builds again when sources, plugins or their options change.
import type { ChildProcess } from 'node:child_process';
import { expect, it } from 'vitest';
import { isInstrumented, optionsDigest, PLUGIN, PROGRAM, scratch, tsconfig, type Scratch } from './scratch.js';

/** A watch that runs until `stop`. */
function watch(project: Scratch, args: readonly string[]) {
  let output = '';
  let child: ChildProcess | undefined;
  const ended = project.build(args, {
    timeout: 170_000,
    started: (started) => {
      child = started;
      for (const stream of [started.stdout!, started.stderr!]) stream.on('data', (bytes: Buffer) => { output += bytes.toString(); });
    },
  });
  return {
    /** Does something, and waits until the watch has built what came of it: it may build what went before once more. */
    async after(action: () => void, isBuilt = () => true): Promise<string> {
      const from = output.length;
      action();
      for (let tries = 0; !/Found \d+ error/.test(output.slice(from)) || !isBuilt(); tries++) {
        if (tries > 1_200) throw new Error(`Nothing was built:\n${output}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        // The compiler says that it has built before it begins to watch.
        if (tries % 60 === 59) action();
      }
      return output.slice(from);
    },
    async stop(): Promise<NodeJS.Signals | null> {
      child?.kill('SIGTERM');
      return (await ended).signal;
    },
  };
}

it.each([['--watch'], ['--build']])('%s', async (mode) => {
  const plugin = (text: string) => `exports.default = (program, config, { ts }) => (context) => (file) => ts.visitEachChild(file, function visit(node) {
    return ts.isStringLiteral(node) && node.text === 'before' ? context.factory.createStringLiteral('${text}') : ts.visitEachChild(node, visit, context);
  }, context);\n`;
  const config = (options: object) => tsconfig({ noCheck: true, incremental: true, plugins: [{ ...PLUGIN, ...options }, { transform: './plugin.cjs' }] });
  const project = scratch({ 'tsconfig.json': config({}), 'plugin.cjs': plugin('one'), 'src/main.ts': PROGRAM, 'src/text.ts': "export const text = 'before';\n" });
  const { after, stop } = watch(project, mode === '--build' ? ['--build', '--watch'] : ['--watch']);

  await after(() => undefined);
  expect([isInstrumented(project.read('dist/main.js')), project.read('dist/text.js').includes('"one"')]).toEqual([true, true]);

  await after(() => project.write({ 'src/main.ts': `${PROGRAM}console.log('more');\n` }), () => project.read('dist/main.js').includes("'more'"));

  const before = optionsDigest(project.read('dist/text.js'));
  await after(() => project.write({ 'tsconfig.json': config({ pure: ['left-pad'] }) }), () => optionsDigest(project.read('dist/text.js')) !== before);

  expect(await after(() => project.write({ 'plugin.cjs': plugin('two') }), () => project.read('dist/text.js').includes('"two"'))).toContain('reprise: a plugin has changed: starting again.\n');

  const odd = await after(() => project.write({ 'src/text.ts': 'export async function f() {\n  let x: unknown; var g; function g() { return x; }\n  await null;\n}\n' }));
  expect(odd).toMatch(/src\/text\.ts\(2,26\): error TS990000[^]*Found 1 error/);
  expect(await after(() => project.write({ 'src/main.ts': PROGRAM }))).toContain('Found 1 error');
  expect(await after(() => project.write({ 'src/text.ts': "export const text = 'before';\n" }))).toContain('Found 0 errors');
  expect(project.read('dist/text.js')).toContain('"two"');
  expect(await stop()).toBe('SIGTERM');
}, 180_000);
