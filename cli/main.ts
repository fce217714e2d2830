#!/usr/bin/env node
// The command line: a table of commands, the parsing around it, and how failures are told.
import { Command, CommanderError } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT_FAILURE, RepriseError } from '../contract/errors.js';
import { shellWord } from '../contract/shell.js';
import { audit } from './audit.js';
import { build } from './build.js';
import { check } from './check.js';
import { diff } from './diff.js';
import { endLike, type Ended } from './launch.js';
import { record } from './record.js';
import { replay } from './replay.js';
import { show } from './show.js';
import { exit, type CommandSpec } from './spec.js';
import { stats } from './stats.js';
import { paintFor } from './terminal.js';
import { verify } from './verify.js';

const commands: readonly CommandSpec[] = [build, check, record, replay, verify, show, stats, diff, audit];

function version(): string {
  // dist/cli/main.js → package.json
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** Commander drops the `--`, whose place tells the recording from the command: it is cut there first. */
function splitCommand(argv: readonly string[]): { own: readonly string[]; command: readonly string[] | undefined } {
  const at = argv.indexOf('--');
  return at < 0 ? { own: argv, command: undefined } : { own: argv.slice(0, at), command: argv.slice(at + 1) };
}

function examples(spec: CommandSpec): string {
  return `\nExamples:\n${spec.examples.map(([line, does]) => `  ${line}\n      ${does}\n`).join('')}`;
}

/** Runs `reprise` with these arguments. */
async function main(argv: readonly string[]): Promise<Ended> {
  const { own: typed, command } = splitCommand(argv);
  // Commander answers `help nope` with its own help, and says nothing of nope.
  const [first, topic = 'help'] = typed;
  const own = first === 'help' && !topic.startsWith('-') && topic !== 'help' && !commands.some(({ name }) => name === topic) ? [topic] : typed;
  let ended = exit(0);
  const program = new Command('reprise')
    .description('Records one run of a TypeScript program and replays it exactly: values, order, output and exit.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .addHelpText('after', `\nExamples:\n  reprise record --until-fail -- node dist/main.js\n  reprise replay\n  reprise show --op fs\n\nExit code ${EXIT_FAILURE} means that reprise itself failed, a divergence above all; any other is the program's.`);
  for (const spec of commands) {
    const sub = program.command(spec.name).summary(spec.summary).description(spec.description).addHelpText('after', examples(spec));
    spec.declare(sub);
    if (spec.command !== 'none') sub.usage(`${sub.usage()} ${spec.command === 'required' ? '-- <command...>' : '[-- <command...>]'}`);
    sub.action(async (...received: unknown[]) => {
      assertCommand(spec, command);
      const file = sub.registeredArguments.length > 0 ? (received[0] as string | undefined) : undefined;
      ended = await spec.run({ file, args: sub.args, options: sub.opts(), command });
    });
  }
  try {
    await program.parseAsync([...own], { from: 'user' });
    return ended;
  } catch (error) {
    if (error instanceof CommanderError) return usage(error, own);
    throw error;
  }
}

function assertCommand(spec: CommandSpec, command: readonly string[] | undefined): void {
  if (spec.command === 'none' && command !== undefined) {
    throw new RepriseError('REPRISE_USAGE', `${spec.name} takes no command after --.`, { next: `See: reprise ${spec.name} --help` });
  }
  if (command?.length === 0 || (spec.command === 'required' && command === undefined)) {
    throw new RepriseError('REPRISE_USAGE', `${spec.name} needs a command after --.`, { next: `For instance: reprise ${spec.name} -- node dist/main.js` });
  }
}

/** What Commander stopped for: help and version went well, all else is a mistake in the command line. */
function usage(error: CommanderError, own: readonly string[]): Ended {
  if (error.exitCode === 0) return exit(0);
  // `reprise` alone: Commander has printed the help.
  if (error.code === 'commander.help') return exit(EXIT_FAILURE);
  const spec = commands.find(({ name }) => own.includes(name));
  const [what = '', ...hints] = error.message.replace(/^error: /, '').split('\n');
  const separator = spec !== undefined && spec.command !== 'none' && error.code === 'commander.excessArguments';
  const next = separator
    ? `Put -- before the command: reprise ${spec.name} -- ${own.slice(own.indexOf(spec.name) + 1).map(shellWord).join(' ')}`
    : [...hints, `See: reprise ${spec === undefined ? '' : `${spec.name} `}--help`].join('\n');
  throw new RepriseError('REPRISE_USAGE', `${what}${/[.?]$/.test(what) ? '' : '.'}`, { next });
}

/** A failure of reprise: what is wrong with its code, and what to do; never a stack. */
function tell(error: unknown): Ended {
  const paint = paintFor(process.stderr);
  if (error instanceof RepriseError) {
    process.stderr.write(`${error.told(paint)}\n`);
  } else {
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(`reprise: an unexpected failure: ${text}\nPlease report it with the command that led to it.\n`);
  }
  return exit(EXIT_FAILURE);
}

// A reader that goes away (`reprise audit | head`) is no failure: what is left to do is done all the same.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
main(process.argv.slice(2)).catch(tell).then(endLike);
