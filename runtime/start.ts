// Chooses the mode when the process starts and sets the parts up. Happens once: in the preload, or else when the first
// instrumented module registers.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { EXIT_FAILURE, RepriseError } from '../contract/errors.js';
import { CONTRACT_VERSION, type Hooks, type ModuleTable } from '../contract/emitted.js';
import { RecordingWriter, type Header } from '../recording/index.js';
import { changedSources } from './divergence.js';
import { keepContexts } from './contexts.js';
import { childFile, watchChildren } from './effects/children.js';
import { installConsole } from './effects/console.js';
import { installDate } from './effects/date.js';
import { ReplayEnding, reportStopped, watchEnd, watchReplayEnd } from './effects/ending.js';
import { giveBack, installEnvironment, takeReserved, type Reserved } from './effects/environment.js';
import { installIntl } from './effects/intl.js';
import type { Engine } from './effects/leaf.js';
import { installNumbers } from './effects/numbers.js';
import { printOutput, replaceOutput, streamFacts, watchOutput } from './effects/output.js';
import { installProcessEvents } from './effects/process-events.js';
import { installStacks } from './effects/stack.js';
import { installTicks, watchTicks } from './effects/ticks.js';
import { installGlobalThis } from './effects/global-this.js';
import { watchDescriptors } from './effects/descriptors.js';
import { installDirectory } from './effects/directory.js';
import { LiveHooks, OffHooks } from './hooks.js';
import { keepObjects } from './identity.js';
import { now, reallyExit } from './natives.js';
import { Recorder } from './recorder.js';
import { loadReplayLog, type ReplayLog } from './replay-log.js';
import { Replayer } from './replayer.js';
import { print, setReportFile } from './report.js';
import { setRootFactory } from './roots.js';
import { installStubs } from './stubs.js';

/** A process that records, replays, or does neither. */
export type Mode = 'off' | 'record' | 'replay';

/** The one state of a process. */
export interface State {
  readonly mode: Mode;
  register(table: ModuleTable): Hooks;
}

/** Version of this package. */
export const version = (JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string }).version;

/** Sets up the mode that the environment asks for, and removes REPRISE_* from it. */
export function start(): State {
  const asked = takeReserved();
  // What the command line added for its own sake; empty if there was nothing before.
  if (asked['REPRISE_NODE_OPTIONS'] === '') delete process.env['NODE_OPTIONS'];
  else if (asked['REPRISE_NODE_OPTIONS'] !== undefined) process.env['NODE_OPTIONS'] = asked['REPRISE_NODE_OPTIONS'];
  const mode = asked['REPRISE_MODE'] ?? 'off';
  const file = asked['REPRISE_FILE'];
  if (mode === 'off') return { mode, register: (table) => { checkContract(table); return new OffHooks(table); } };
  try {
    if (mode !== 'record' && mode !== 'replay') throw new RepriseError('REPRISE_USAGE', `REPRISE_MODE is ${JSON.stringify(mode)}.`, { next: 'It can be off, record or replay.' });
    if (file === undefined) throw new RepriseError('REPRISE_USAGE', `REPRISE_MODE is ${mode}, but REPRISE_FILE names no recording.`, { next: `Set it, or use the command line: reprise ${mode}` });
    setReportFile(asked['REPRISE_REPORT']);
    return mode === 'record' ? recordTo(asked['REPRISE_CHILD'] === undefined ? resolve(file) : childFile(resolve(file)), asked) : replayFrom(resolve(file), asked);
  } catch (error) {
    return fail(error);
  }
}

/** A failure of reprise itself: its message, and exit code 125. */
function fail(error: unknown): never {
  if (!(error instanceof RepriseError)) throw error;
  print(2, Buffer.from(`${error.message}\n`));
  return reallyExit(EXIT_FAILURE);
}

function checkContract(table: ModuleTable): void {
  if (table.contract === CONTRACT_VERSION) return;
  throw new RepriseError('REPRISE_CONTRACT', `${table.file} was built by reprise ${table.version} (contract ${table.contract}); this is reprise ${version} (contract ${CONTRACT_VERSION}).`, { next: 'Build the program again with the installed version: npx tspc' });
}

// ---- recording

function recordTo(file: string, asked: Reserved): State {
  const facts = { startedAt: now(), cwd: process.cwd(), env: Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined)) };
  const nativeTick = process.nextTick;
  const recorder = new Recorder(new RecordingWriter(file, reportStopped));
  install(recorder, nativeTick);
  watchTicks(recorder);
  watchOutput(recorder);
  watchDescriptors(recorder);
  watchEnd(recorder);
  watchChildren(recorder, file, asked);
  let modules = 0;
  return {
    mode: 'record',
    register(table) {
      try {
        checkContract(table);
        const module = modules++;
        if (module === 0) {
          mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
          recorder.writer.create(header(facts));
        }
        const firstSite = recorder.sites.add(table);
        recorder.note((writer) => { writer.module({ module, file: table.file, hash: table.hash, location: table.location, format: table.format, version: table.version, firstSite, sites: table.sites, outside: outsideNames(table) }); });
        if (module === 0) recorder.order.start();
        else recorder.moduleRuns(table.file);
        return new LiveHooks(recorder, table, module, firstSite, table.location);
      } catch (error) {
        return fail(error);
      }
    },
  };
}

function outsideNames(table: ModuleTable): { specifier: string; names: string[] }[] {
  return table.outside.map(([specifier, names, namespace]) => {
    const all = new Set(names.filter((name) => name !== '*'));
    // A CommonJS module has not required it yet, and needs no names: its stub has all there are. Names are read without
    // values, which a circular import may not have yet.
    if (names.includes('*') && namespace !== undefined && table.format === 'esm') for (const name of Object.getOwnPropertyNames(namespace())) all.add(name);
    return { specifier, names: [...all] };
  });
}

function header(facts: Pick<Header, 'startedAt' | 'cwd' | 'env'>): Omit<Header, 'format'> {
  const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
  return {
    tool: version, node: process.version, platform: process.platform, arch: process.arch,
    execArgv: process.execArgv, argv: [...process.argv], execPath: process.execPath, entry: entryPath(process.argv[1]), timeZone, locale,
    stdout: streamFacts('stdout'), stderr: streamFacts('stderr'), timeOrigin: performance.timeOrigin, ...facts,
  };
}

/** The entry relative to its package, with forward slashes: what identifies a program. */
export function entryPath(entry: string | undefined): string {
  if (entry === undefined) return '';
  const path = isAbsolute(entry) ? entry : resolve(entry);
  for (let at = dirname(path); ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return relative(at, path).split(sep).join('/');
    if (at === dirname(at)) return path.split(sep).at(-1)!;
  }
}

// ---- replaying

function replayFrom(file: string, asked: Reserved): State {
  const log = loadReplayLog(file);
  const entry = entryPath(process.argv[1]);
  if (entry !== log.header.entry) {
    // Another process on the way to the program (npm, a shell's node), which passes the request on; or another program.
    giveBack(asked);
    return { mode: 'replay', register: () => fail(new RepriseError('REPRISE_OTHER_PROGRAM', `${file} is a recording of ${log.header.entry}; this program is ${entry}.`, { next: `Replay it with: reprise replay ${file} -- node ${log.header.entry}` })) };
  }
  keepObjects();
  keepContexts();
  const ending = new ReplayEnding();
  const replayer = new Replayer(log, {
    output: printOutput,
    idle: (next) => { ending.idle(next); },
    uncaught: (error) => { throw error; },
  });
  ending.replayer = replayer;
  replaceOutput(log.header);
  install(replayer, process.nextTick);
  installStubs(log.modules);
  watchReplayEnd(ending, () => started);
  const registered = new Map<string, number>();
  let started = false;
  let modules = 0;
  return {
    mode: 'replay',
    register(table) {
      try {
        checkContract(table);
        const nth = registered.get(table.file) ?? 0;
        registered.set(table.file, nth + 1);
        const recorded = recordedModule(log, table, nth);
        const firstSite = replayer.sites.add(table);
        if (!started) {
          started = true;
          replayer.order.start();
        } else replayer.moduleRuns(table.file);
        return new LiveHooks(replayer, table, modules++, firstSite, recorded);
      } catch (error) {
        return fail(error);
      }
    },
  };
}

/** Where a module was when it was recorded; notes whether its source has changed. */
function recordedModule(log: ReplayLog, table: ModuleTable, nth: number): string {
  // Packages of a workspace may have files of the same name: they register in the order in which they did.
  const recorded = log.modules.filter(({ file }) => file === table.file)[nth];
  if (recorded === undefined) return table.location;
  if (recorded.hash !== table.hash) {
    changedSources.push({ file: table.file });
    print(2, Buffer.from(`reprise: ${table.file} changed since the recording was made; the replay goes on until it differs.\n`));
  }
  return recorded.location;
}

// ---- both

function install(engine: Engine, nativeTick: typeof process.nextTick): void {
  setRootFactory((path, real) => engine.root(path, real));
  installStacks(engine.replaying);
  installGlobalThis();
  installDate(engine);
  installNumbers(engine);
  installIntl(engine);
  installEnvironment(engine);
  installDirectory(engine);
  installConsole(engine);
  installTicks(engine, nativeTick);
  installProcessEvents(engine);
}
