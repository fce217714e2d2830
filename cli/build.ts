// `reprise build`: compiles as tsc does, with the plugins of tsconfig.json and without patching a compiler.
import type { Build, BuildEvents } from '../transformer/hosts/index.js';
import { run, type Ended } from './launch.js';
import { shown } from './location.js';
import { exit, type CommandSpec, type Invocation } from './spec.js';
import { paintFor } from './terminal.js';

/** Set in the process that watches; the one that started it starts it again when it asks for that. */
const WATCHING = 'REPRISE_BUILD_WATCHING';
/** Exit code by which that process asks for it. */
const AGAIN = 90;

/** `reprise build` */
export const build: CommandSpec = {
  name: 'build',
  summary: 'compile as tsc does, instrumented',
  description: 'Compiles with the TypeScript of the project, and with the plugins of its tsconfig.json, reprise\'s among them. Takes the command line of tsc, --watch and --build included; output, messages and exit codes are those of tsc.',
  command: 'none',
  examples: [
    ['reprise build', 'builds the tsconfig.json of this folder'],
    ['reprise build -p packages/app --watch', 'builds another one, again at each change'],
    ['reprise build --build', 'builds a project and those that it refers to'],
    ['REPRISE_INSTRUMENT=0 reprise build', 'builds exactly what tsc does'],
  ],
  declare(command) {
    command.usage('[options of tsc]').allowUnknownOption().allowExcessArguments();
  },
  async run({ args }: Invocation): Promise<Ended> {
    // The other commands have no use for what builds.
    const { openBuild } = await import('../transformer/hosts/index.js');
    const opened = openBuild(args);
    if (opened.tsc !== undefined) return run({ file: process.execPath, args: [opened.tsc, ...args], env: process.env }, 'inherit');
    if (!opened.watches) return exit(await opened.run(events()));
    return process.env[WATCHING] === undefined ? superviseWatch() : watch(opened);
  },
};

/** Watches in a process of its own, since a plugin that has changed cannot be loaded twice in one. */
async function superviseWatch(): Promise<Ended> {
  for (;;) {
    const launch = { file: process.execPath, args: process.argv.slice(1), env: { ...process.env, [WATCHING]: '1' } };
    const ended = await run(launch, ['inherit', 'inherit', 'inherit', 'ipc']);
    if (ended.signal !== undefined || ended.code !== AGAIN) return ended;
  }
}

async function watch(opened: Build): Promise<Ended> {
  // The other process may have been killed, and nobody would be left to end this one.
  process.once('disconnect', () => process.exit());
  return exit(await opened.run(events()));
}

function events(): BuildEvents {
  return {
    onDefault: (config) => tell(`${shown(config)} does not name reprise; its default options are used. To set options, add to "compilerOptions": "plugins": [{ "transform": "reprise/transformer" }]`),
    onIgnored: (options) => tell(paintFor(process.stderr).yellow(`warning: ${options.map((option) => `--${option}`).join(', ')} is ignored; it measures tsc itself.`)),
    onRestart: (why) => {
      tell(`${why}: starting again.`);
      process.exit(AGAIN);
    },
  };
}

function tell(text: string): void {
  process.stderr.write(`reprise: ${text}\n`);
}
