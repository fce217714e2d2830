// Sets recording up.
import { mkdirSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, resolve } from 'node:path';
import type { ModuleTable } from '../contract/emitted.js';
import { RepriseError } from '../contract/errors.js';
import { parseRecordOptions, defaultRecordOptions, type RecordOptions } from '../contract/record-options.js';
import { isAvailable } from '../recording/compression.js';
import type { Header } from '../recording/header.js';
import { SeededRandom, type Seed } from '../recording/random.js';
import { RecordingWriter } from '../recording/writer.js';
import { AnnotatedFunctions } from './annotated-functions.js';
import { codecCheck } from './codec-use.js';
import { besideFile, watchChildren } from './effects/children.js';
import { watchCloning } from './effects/cloning.js';
import { watchDescriptors } from './effects/descriptors.js';
import { reportStopped, watchEnd } from './effects/ending-recording.js';
import { watchMicrotasks } from './effects/microtasks.js';
import { streamFacts, watchOutput } from './effects/output.js';
import { watchTicks } from './effects/ticks.js';
import { watchVmContexts } from './effects/vm-contexts.js';
import { watchRequires } from './failed-requires.js';
import { LiveHooks } from './hooks.js';
import { install } from './install.js';
import { now, queueMicrotask, random } from './natives.js';
import { OffHooks } from './off-hooks.js';
import { PackageImports } from './package-imports.js';
import { lendImports } from './package-requires.js';
import { findsPolyfills } from './polyfills.js';
import { addClasses } from './program-classes.js';
import { checkContract, entryPath, fail, version, type State } from './program.js';
import { Recorder } from './recorder.js';
import type { Reserved } from './reserved.js';
import { setTierUp } from './tier-up.js';
import { timeZone } from './time-zone.js';

/** Records into a file. */
export function record(named: string, asked: Reserved): State {
  const file = resolve(named);
  // What is handed down in the environment reaches all programs that a shell or npm starts, one after another or at once.
  const handedDown = asked['REPRISE_CHILD'] !== undefined || asked['REPRISE_NODE_OPTIONS'] !== undefined;
  const facts = { startedAt: now(), cwd: process.cwd(), env: Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined)) };
  const nativeTick = process.nextTick;
  const options = recordOptions(asked);
  const seed = options.random === 'seed' && !isSeeded() ? newSeed() : undefined;
  const writer = new RecordingWriter(file, options.onWriteError === 'abort' ? fail : reportStopped, options);
  const random = seed === undefined ? undefined : new SeededRandom(seed);
  // What watches for leaks is loaded on demand only.
  const watched = options.watchLeaks ? new (require('./leak-recorder.js') as typeof import('./leak-recorder.js')).LeakRecorder(writer, options.arguments, random) : undefined;
  const recorder = watched ?? new Recorder(writer, options.arguments, random);
  install(recorder, nativeTick);
  const programStarts = watchTicks(recorder);
  watchMicrotasks(recorder.order);
  watchOutput(recorder);
  watchDescriptors(recorder);
  watchVmContexts(recorder);
  watchCloning();
  watchEnd(recorder);
  watchChildren(recorder, file, asked);
  const requiring = watchRequires(recorder);
  if (watched !== undefined) (require('./effects/host-calls.js') as typeof import('./effects/host-calls.js')).watchHostCalls(watched.watch);
  const packageImports = new PackageImports(recorder);
  // ES modules see what was replaced in Node's own modules only now.
  syncBuiltinESMExports();
  recorder.globals.begin();
  let modules = 0;
  const annotator = new AnnotatedFunctions(recorder);
  return {
    mode: 'record',
    annotator,
    codecs: codecCheck,
    importedByPackage: (url) => packageImports.import(url),
    register(table) {
      try {
        checkContract(table);
        findsPolyfills(table.location);
        if (packageImports.brings(table)) return new OffHooks(table);
        if (table.classes !== undefined) addClasses(table);
        const module = modules++;
        const begins = beginsJob();
        const late = begins && module > 0 && table.format === 'esm' && !recorder.loading;
        // A runner of tests imports one module after another.
        if (begins && table.format === 'esm') queueMicrotask(() => { recorder.globals.leave(); });
        if (module === 0) {
          mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
          recorder.writer.create(header({ ...facts, arguments: options.arguments, ...(seed === undefined ? {} : { random: { generator: 'xoshiro128++', seed } }), ...(options.watchLeaks ? { watchLeaks: true } : {}) }), handedDown ? besideFile(file) : undefined);
          setTierUp('record');
        }
        const firstSite = recorder.sites.add(table);
        watched?.watch.imports(table.location, table.outside.map(([specifier]) => specifier));
        recorder.note((writer) => { writer.module({ module, file: table.file, hash: table.hash, location: table.location, format: table.format, version: table.version, firstSite, sites: table.sites, outside: outsideNames(table), ...(late ? { late } : {}) }); });
        if (module === 0) {
          programStarts();
          recorder.order.start();
          // What the program imports has run.
          recorder.globals.loaded();
          recorder.callIns.starts();
          lendImports(recorder, table);
          packageImports.starts(table);
        }
        else recorder.moduleRuns(table.file, late);
        if (late) recorder.globals.loaded();
        else if (table.format === 'commonjs') requiring(table.location);
        return new LiveHooks(recorder, annotator, table, module, firstSite, table.location);
      } catch (error) {
        return fail(error);
      }
    },
  };
}

let jobRuns = false;

/** Whether this is the first module of its job: modules that wait for nothing all run in one. */
function beginsJob(): boolean {
  if (jobRuns) return false;
  jobRuns = true;
  queueMicrotask(() => { jobRuns = false; });
  return true;
}

/** What REPRISE_OPTIONS says, as JSON. */
function recordOptions(asked: Reserved): RecordOptions {
  const options = { ...defaultRecordOptions, ...parseRecordOptions(asked['REPRISE_OPTIONS'] || '{}', 'REPRISE_OPTIONS') };
  if (!isAvailable(options.compression)) throw new RepriseError('REPRISE_OPTION', `the option "compression" is "zstd", which Node ${process.version} does not have.`, { next: 'Use Node 22.15 or later, or "brotli".' });
  return options;
}

/** Whether the program asked Node for the same random numbers every time: it is to get them. */
function isSeeded(): boolean {
  return [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].some((flag) => /--random[-_]seed\b/.test(flag));
}

function newSeed(): Seed {
  const word = () => (random() * 2 ** 32) | 0;
  // One bit is set in any case: a generator that starts with zeros gives nothing else.
  return [word() | 1, word(), word(), word()];
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

function header(facts: Pick<Header, 'startedAt' | 'cwd' | 'env' | 'arguments' | 'random' | 'watchLeaks'>): Omit<Header, 'format' | 'features'> {
  const { locale } = new Intl.PluralRules().resolvedOptions();
  return {
    tool: version, node: process.version, platform: process.platform, arch: process.arch,
    execArgv: process.execArgv, argv: [...process.argv], execPath: process.execPath, entry: entryPath(process.argv[1]), ...(process.channel ? { channel: true } : {}), timeZone: timeZone(facts.env), locale,
    stdout: streamFacts('stdout'), stderr: streamFacts('stderr'), timeOrigin: performance.timeOrigin, ...facts,
  };
}
