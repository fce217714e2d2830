// The entries of "plugins", as ttypescript and ts-patch define them. Many small projects are built by one command.
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PluginModules } from '../../transformer/hosts/plugin-modules.js';
import type { Result } from '../harness/index.js';
import { isInstrumented, PLUGIN, scratch, tsconfig, type Files, type Scratch } from './scratch.js';

/** Source of a transformer that replaces a string by another. */
const REPLACE = `(ts, from, to) => (context) => (file) => {
  const visit = (node) => (ts.isStringLiteral(node) && node.text === from ? context.factory.createStringLiteral(to(node)) : ts.visitEachChild(node, visit, context));
  return ts.visitEachChild(file, visit, context);
}`;
/** A plugin that puts a text in place of 'before'. */
const put = (text: string) => `(program, config, { ts }) => (${REPLACE})(ts, 'before', () => ${text})`;
const off = { ...PLUGIN, instrument: false };

/** A project, and what has to come out of it. */
interface Case {
  readonly plugins?: readonly object[];
  readonly options?: object;
  readonly further?: object;
  readonly files: Files;
}

/** Builds all cases at once, each in a folder of its own name. */
async function buildAll(cases: Readonly<Record<string, Case>>): Promise<{ project: Scratch; result: Result }> {
  const files: Record<string, string | object> = {};
  for (const [name, { plugins, options, further, files: own }] of Object.entries(cases)) {
    files[`${name}/tsconfig.json`] = tsconfig({ plugins: plugins === undefined ? undefined : [off, ...plugins], noCheck: true, ...options }, { ...further });
    files[`${name}/src/main.ts`] = "export const text = 'before';\nexport const other = 'second';\n";
    for (const [path, content] of Object.entries(own)) files[`${name}/${path}`] = content;
  }
  const project = scratch(files, undefined, afterAll);
  return { project, result: await project.build(['--build', ...Object.keys(cases)]) };
}

describe('a plugin', () => {
  const typed = (source: string) => ({ 'plugin.cjs': `const replace = ${REPLACE};\nexports.named = ${source};\n` });
  const entry = (type: string) => [{ transform: './plugin.cjs', import: 'named', type, from: 'before', list: [1] }];
  const cases: Record<string, Case & { expected: string }> = {
    program: { plugins: entry('program'), files: typed('(program, config, { ts, library, addDiagnostic }) => replace(ts, config.from, () => `${typeof program.getTypeChecker} ${typeof library} ${typeof addDiagnostic}`)'), expected: 'function string function' },
    config: { plugins: entry('config'), files: typed('(config) => replace(require("typescript"), config.from, () => Object.keys(config).join())'), expected: 'import,from,list' },
    checker: { plugins: entry('checker'), files: typed('(checker, config) => replace(require("typescript"), config.from, (node) => checker.typeToString(checker.getTypeAtLocation(node)).slice(1, 4))'), expected: 'bef' },
    compilerOptions: { plugins: entry('compilerOptions'), files: typed('(options, config) => replace(require("typescript"), config.from, () => String(options.strict))'), expected: 'true' },
    raw: { plugins: entry('raw'), files: typed('(context, program, config) => replace(require("typescript"), config.from, () => typeof program.getSourceFiles)(context)'), expected: 'function' },
    'commonjs-function': { plugins: [{ transform: './plugin.cjs' }], files: { 'plugin.cjs': `module.exports = ${put("'cjs'")};\n` }, expected: 'cjs' },
    'module-awaiting': { plugins: [{ transform: './plugin.mjs' }], files: { 'plugin.mjs': `const value = await Promise.resolve('esm');\nexport default ${put('value')};\n` }, expected: 'esm' },
    'module-by-package': { plugins: [{ transform: './plugin.js' }], files: { 'plugin.js': `import { value } from './value.js';\nexport default ${put('value')};\n`, 'value.js': "export const value = 'package';\n" }, expected: 'package' },
    typescript: {
      plugins: [{ transform: './plugin' }],
      files: {
        'plugin.ts': `import { value } from './lib/value.js';\nimport data from './data.json';\nimport type ts from 'typescript';\ntype Program = ts.Program;\nexport default ${put('value + data.some + import.meta.url.slice(-9)')};\n`,
        'lib/value.ts': "import { deep } from './deep';\nexport enum Kind { A = 'nested' }\nexport const value: string = Kind.A + deep;\n", 'lib/deep/index.ts': "export const deep = '-deep-' as const;\n", 'data.json': { some: 'json' },
      },
      expected: 'nested-deep-jsonplugin.ts',
    },
    aliases: {
      plugins: [{ transform: './tools/plugin.ts', tsConfig: './tools/tsconfig.json', resolvePathAliases: true }],
      files: { 'tools/plugin.ts': `import { value } from '#lib/value';\nexport default ${put('value')};\n`, 'tools/lib/value.ts': "export const value: string = 'aliased';\n", 'tools/tsconfig.json': { compilerOptions: { paths: { '#lib/*': ['./lib/*'] } } } },
      expected: 'aliased',
    },
    package: {
      plugins: [{ transform: 'some-plugin/deep' }],
      files: { 'node_modules/some-plugin/package.json': { name: 'some-plugin', version: '1.0.0', exports: { './deep': './deep.js' } }, 'node_modules/some-plugin/deep.js': `exports.default = ${put("'installed'")};\n` },
      expected: 'installed',
    },
    'package-module': {
      plugins: [{ transform: 'esm-plugin' }],
      files: { 'node_modules/esm-plugin/package.json': { name: 'esm-plugin', version: '1.0.0', type: 'module', exports: { import: './index.js' } }, 'node_modules/esm-plugin/index.js': `export default ${put("'imported'")};\n` },
      expected: 'imported',
    },
    order: {
      plugins: [{ transform: './step.cjs', from: 'before', to: 'middle' }, { transform: './step.cjs', from: 'middle', to: 'after' }],
      files: { 'step.cjs': `exports.default = (program, config, { ts }) => (${REPLACE})(ts, config.from, () => config.to);\n` }, expected: 'after',
    },
    object: { plugins: [{ transform: './object.cjs' }], files: { 'object.cjs': `const replace = ${REPLACE};\nexports.default = (program, config, { ts }) => ({ before: replace(ts, 'before', () => 'first'), after: [replace(ts, 'first', () => 'two')] });\n` }, expected: 'two' },
    'extends-base': {
      further: { extends: ['./config/base.json', './config/strict.json'] },
      files: { 'config/base.json': { compilerOptions: { plugins: [off, { transform: './plugin.cjs' }] } }, 'config/plugin.cjs': `exports.default = ${put("'base'")};\n`, 'config/strict.json': { compilerOptions: { strict: true } } },
      expected: 'base',
    },
    'extends-last': {
      further: { extends: ['./a/base.json', './b/base.json'] },
      files: {
        'a/base.json': { compilerOptions: { plugins: [off, { transform: './plugin.cjs' }, { transform: './nowhere.cjs' }] } }, 'a/plugin.cjs': `exports.default = ${put("'a'")};\n`,
        'b/base.json': { extends: './deeper/base.json' }, 'b/deeper/base.json': { compilerOptions: { plugins: [off, { transform: './plugin.cjs' }] } }, 'b/deeper/plugin.cjs': `exports.default = ${put("'b'")};\n`,
      },
      expected: 'b',
    },
  };
  let project: Scratch;
  beforeAll(async () => {
    const built = await buildAll(cases);
    expect(built.result).toMatchObject({ stdout: '', stderr: '', code: 0 });
    project = built.project;
  });

  it.each(Object.entries(cases).map(([name, { expected }]) => [name, expected]))('is run: %s', (name, expected) => {
    expect(project.read(`${name}/dist/main.js`)).toContain(`text = "${expected}"`);
  });
});

describe('plugins beside reprise', () => {
  const step = `exports.default = (program, config, { ts }) => (${REPLACE})(ts, config.from, () => config.to);\n`;
  const kinds = `exports.default = (program, config, { ts }) => (context) => (file) => {
    ts.addSyntheticLeadingComment(file.statements[0], ts.SyntaxKind.MultiLineCommentTrivia, config.label, true);
    return file;
  };\n`;

  it('run after TypeScript and on declarations, too', async () => {
    const { build, read } = scratch({
      'tsconfig.json': tsconfig({ declaration: true, plugins: [off, { transform: './kinds.cjs', after: true, label: 'late' }, { transform: './kinds.cjs', afterDeclarations: true, label: 'types' }, { name: 'language-service-only' }] }),
      'kinds.cjs': kinds, 'src/main.ts': 'export const text = 1;\n',
    });
    expect(await build()).toMatchObject({ stdout: '', stderr: '', code: 0 });
    expect(read('dist/main.js')).toMatch(/\/\*late\*\//);
    expect(read('dist/main.d.ts')).toMatch(/\/\*types\*\//);
  });

  it('may replace the program', async () => {
    const { build, has } = scratch({
      'tsconfig.json': tsconfig({ plugins: [off, { transform: './program.cjs', transformProgram: true }] }), 'src/main.ts': 'export {};\n', 'more/added.ts': 'export const added = 1;\n',
      'program.cjs': "const { join } = require('node:path');\nexports.default = (program, host, config, { ts }) => ts.createProgram([...program.getRootFileNames(), join(__dirname, 'more/added.ts')], { ...program.getCompilerOptions(), rootDir: __dirname }, host, program);\n",
    });
    for (const args of [[], ['--incremental', '--outDir', 'dist2']]) expect(await build(args)).toMatchObject({ stdout: '', stderr: '', code: 0 });
    expect([has('dist/more/added.js'), has('dist2/more/added.js')]).toEqual([true, true]);
  });

  it('work where reprise comes first, and may not change a file before', async () => {
    const entry = { transform: './step.cjs', from: 'before', to: 'changed' };
    const { build, read, write } = scratch({ 'tsconfig.json': tsconfig({ plugins: [PLUGIN, entry] }), 'step.cjs': step, 'src/main.ts': "console.log('before', Date.now());\nexport {};\n" });
    expect(await build()).toMatchObject({ stdout: '', code: 0 });
    expect([isInstrumented(read('dist/main.js')), read('dist/main.js').includes('"changed"')]).toEqual([true, true]);
    write({ 'tsconfig.json': tsconfig({ plugins: [entry, PLUGIN] }) });
    const { stdout, code } = await build();
    expect(stdout).toMatch(/^src\/main\.ts\(1,1\): error TS990000: reprise: this cannot be instrumented: another plugin has changed it before\.\nPut \{ "transform": "reprise\/transformer" \} first among the "plugins" of tsconfig\.json\.\n$/);
    expect(code).toBe(2);
  });
});

describe('a plugin that cannot be used', () => {
  const faults: Record<string, [entry: object, plugin: string, message: RegExp]> = {
    'is-not-found': [{ transform: './nowhere.cjs' }, '', /the plugin \.\/nowhere\.cjs \("plugins"\[1\] of .*\/tsconfig\.json\) was not found from .*\.\nCorrect its path: it is relative to the tsconfig\.json that declares it\.\n/],
    'is-not-installed': [{ transform: '@acme/plugin/deep' }, '', /the plugin @acme\/plugin\/deep .* was not found from .*\nInstall it, or correct its name: npm i -D @acme\/plugin\n/],
    'throws-when-loaded': [{ transform: './plugin.cjs' }, "const x = 1;\nthrow new TypeError('no luck');\n", /the plugin \.\/plugin\.cjs .* cannot be loaded: TypeError: no luck\n +at .*plugin\.cjs:2:7\)?\nCorrect it, or remove the entry\.\n/],
    'has-no-such-export': [{ transform: './plugin.cjs', import: 'other' }, 'exports.make = () => {};\n', /has no export "other"\.\nName one of its functions in the entry, for instance "import": "make"\.\n/],
    'exports-classes': [{ transform: './plugin.cjs' }, 'exports.Acme = class {};\n', /has no export "default"\.\nIt exports no function, so it is no plugin of the compiler\.\n/],
    'is-the-package': [{ transform: 'reprise' }, '', /the plugin reprise .* has no export "default"\.\nIts transformer has a name of its own: "transform": "reprise\/transformer"\.\n/],
    'exports-something-else': [{ transform: './plugin.cjs' }, 'exports.default = {};\n', /exports as "default" something that is not a function\.\nIt exports no function, so it is no plugin of the compiler\.\n/],
    'throws-when-called': [{ transform: './plugin.cjs' }, "exports.default = () => { throw new Error('bad day'); };\n", /the plugin \.\/plugin\.cjs .* threw: Error: bad day\n +at .*plugin\.cjs:1:/],
    'gives-nothing': [{ transform: './plugin.cjs' }, 'exports.default = () => {};\n', /gave neither a function nor an object with before, after, afterDeclarations\.\nCorrect the entry, or remove it\.\n/],
    'makes-nothing': [{ transform: './plugin.cjs' }, 'exports.default = () => () => {};\n', /made no transformer\./],
    'throws-when-transforming': [{ transform: './plugin.cjs' }, "exports.default = () => () => () => { throw new Error('half way'); };\n", /threw while transforming .*\/src\/main\.ts: Error: half way\n +at /],
    'is-of-the-language-service': [{ transform: './plugin.cjs', type: 'ls' }, 'exports.default = () => {};\n', /needs a language service \("type": "ls"\), and a build has none\./],
    'has-an-unknown-type': [{ transform: './plugin.cjs', type: 'progam' }, 'exports.default = () => {};\n', /has the unknown type "progam"; known are program, config, checker, compilerOptions and raw\./],
    'gives-no-program': [{ transform: './plugin.cjs', transformProgram: true }, 'exports.default = () => {};\n', /gave no program\./],
    'reports-an-error': [{ transform: './plugin.cjs' }, "exports.default = (program, config, { addDiagnostic }) => (addDiagnostic({ category: 1, code: 990000, messageText: 'not like this' }), () => (file) => file);\n", /: not like this\n/],
    'has-a-syntax-error': [{ transform: './plugin.ts' }, '', /cannot be loaded: SyntaxError: .*plugin\.ts:1:11: Expression expected\.\nCorrect/],
    'has-an-unknown-option': [{ transform: 'reprise/transformer', instrumnet: true }, '', /the plugin entry of tsconfig\.json has an unknown option "instrumnet"\.\nDid you mean "instrument"\?\n/],
  };
  let project: Scratch;
  let result: Result;
  beforeAll(async () => {
    ({ project, result } = await buildAll(Object.fromEntries(Object.entries(faults).map(([name, [entry, plugin]]) => [
      name, { plugins: [entry], options: { incremental: true }, files: { 'plugin.cjs': plugin, 'plugin.ts': 'const a = ;\n' } },
    ]))));
  });

  it.each(Object.entries(faults).map(([name, [, , message]]) => [name, message]))('%s: an error at its entry, and nothing is emitted', (name, message) => {
    const [, told = ''] = result.stdout.split(`${name}/tsconfig.json(`);
    expect(told.slice(0, told.search(/\n[^\n]*tsconfig\.json\(/) + 1 || undefined)).toMatch(message);
    expect(told).toMatch(/^\d+,\d+\): error TS990000: /);
    expect([project.has(`${name}/dist/main.js`), project.has(`${name}/tsconfig.tsbuildinfo`)]).toEqual([false, false]);
  });

  it('is told by the code of its kind', () => {
    const folder = '/nowhere';
    const load = (): unknown => new PluginModules(ts).load({ entry: {}, transform: './plugin.cjs', folder, projectFolder: folder, place: 'tsconfig.json', position: { file: undefined, start: 0, length: 0 } });
    expect(load).toThrow(expect.objectContaining({ code: 'REPRISE_PLUGIN', message: `reprise: the plugin ./plugin.cjs (tsconfig.json) was not found from ${folder}.\nCorrect its path: it is relative to the tsconfig.json that declares it.` }));
  });

  it('fails the build', () => {
    expect(result).toMatchObject({ stderr: '', code: 1 });
  });
});
