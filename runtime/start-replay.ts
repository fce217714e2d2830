// Sets a replay up.
import { syncBuiltinESMExports } from 'node:module';
import { resolve } from 'node:path';
import type { ModuleTable } from '../contract/emitted.js';
import { RepriseError } from '../contract/errors.js';
import { isLauncher } from '../contract/launcher.js';
import { shellWord } from '../contract/shell.js';
import type { ModuleEntry } from '../recording/entry.js';
import { noteAddedSites } from './added-output.js';
import { AnnotatedFunctions } from './annotated-functions.js';
import { codecCheck } from './codec-use.js';
import { keepContexts } from './contexts.js';
import { allowFewParts, numberFewParts } from './data.js';
import { changedBuilds, changedSources } from './divergence.js';
import { keepConsoleApart } from './effects/console-changes.js';
import { muteDescriptors } from './effects/descriptors.js';
import { ReplayEnding, watchReplayEnd } from './effects/ending-replay.js';
import { printOutput, replaceOutput } from './effects/output.js';
import { takeStandinsForProxies } from './effects/rigidity.js';
import { LiveHooks } from './hooks.js';
import { watchGlobals } from './global-replacements.js';
import { keepObjects } from './identity.js';
import { watchReplayedTicks } from './effects/ticks.js';
import { install } from './install.js';
import { numberNoMemory } from './memory.js';
import { numberNotedClasses } from './metadata.js';
import { importsAreOfTheHost, numberNoErrorParts, numberPartsOfProxies } from './outward.js';
import { lendImports } from './package-requires.js';
import { findsPolyfills } from './polyfills.js';
import { addClasses } from './program-classes.js';
import { checkContract, entryPath, fail, withoutLinks, type State } from './program.js';
import { derivePlainPromises } from './promises.js';
import { ignorePureClasses } from './pure-classes.js';
import { ReplayLog } from './replay-log.js';
import { Replayer } from './replayer.js';
import { print, setReportFile } from './report.js';
import { passedOn, type Reserved } from './reserved.js';
import { isLong } from './retention.js';
import { installStubs } from './stubs.js';
import { keepSymbols } from './symbols.js';
import { setTierUp } from './tier-up.js';

/** Replays a file. */
export function replay(named: string, asked: Reserved): State {
  const file = resolve(named);
  setReportFile(asked['REPRISE_REPORT']);
  const log = new ReplayLog(file);
  const entry = entryPath(process.argv[1]);
  if (entry !== log.header.entry && !isLauncher(log.header.execArgv, withoutLinks(process.argv[1] ?? ''))) {
    // Another process on the way to the program (npm, a shell's node), which passes the request on; or another program.
    Object.assign(process.env, passedOn(asked, process.env['NODE_OPTIONS']));
    return { mode: 'replay', register: () => fail(new RepriseError('REPRISE_OTHER_PROGRAM', `${file} is a recording of ${log.header.entry}; this program is ${entry}.`, { next: `Replay it with: reprise replay ${shellWord(file)} -- node ${shellWord(log.header.entry)}` })) };
  }
  keepObjects();
  keepSymbols();
  countAsRecorded(log.header.features);
  keepContexts();
  const ending = new ReplayEnding(() => started);
  const replayer = new Replayer(log, {
    output: printOutput,
    idle: (next) => { ending.idle(next); },
    stops: (end) => { ending.stops(end); },
    uncaught: (error) => {
      ending.thrownOn = { error };
      throw error;
    },
  });
  ending.replayer = replayer;
  replaceOutput(log.header);
  muteDescriptors();
  install(replayer, process.nextTick);
  watchReplayedTicks(replayer);
  const outsideLoads = (): void => { replayer.order.loaded(); };
  const addStubs = installStubs(log.modules, replayer.late.packages, (specifier) => {
    replayer.crossings.requires(specifier);
    replayer.due();
    outsideLoads();
  });
  watchReplayEnd(ending, () => started);
  watchGlobals(() => { replayer.due(); });
  // ES modules see what was replaced in Node's own modules only now.
  syncBuiltinESMExports();
  const registered = new Map<string, number>();
  let started = false;
  let modules = 0;
  const annotator = new AnnotatedFunctions(replayer);
  return {
    mode: 'replay',
    annotator,
    codecs: codecCheck,
    outsideLoads,
    outsideAwaits: (specifier) => replayer.late.wait(specifier),
    register(table) {
      try {
        checkContract(table);
        findsPolyfills(table.location);
        if (table.classes !== undefined) addClasses(table);
        if (table.format === 'commonjs') addStubs(table.slots.flatMap((slot) => (slot[0] === 'i' ? [slot[1]] : [])));
        const nth = registered.get(table.file) ?? 0;
        registered.set(table.file, nth + 1);
        const recorded = recordedModule(log, table, nth);
        const firstSite = replayer.sites.add(table);
        replayer.moduleRegistered(table);
        if (recorded !== undefined && recorded.hash !== table.hash) {
          sourceChanged(recorded, table, firstSite);
          // Loaded on demand: it takes 15 ms.
          (require('./stall-watch.js') as typeof import('./stall-watch.js')).watchStalls(replayer.order);
        }
        else if (recorded !== undefined) noteBuild(recorded, table);
        if (!started) {
          started = true;
          lendImports(replayer, table);
          if (!isLong(log.entries)) setTierUp('replay');
          replayer.order.start();
          replayer.due();
        } else replayer.moduleRuns(table.file, recorded?.late === true);
        return new LiveHooks(replayer, annotator, table, modules++, firstSite, recorded?.location ?? table.location);
      } catch (error) {
        return fail(error);
      }
    },
  };
}

/** Older versions gave numbers to less than this one, or to more: a replay has to count as the recording did. */
function countAsRecorded(features: readonly string[] = []): void {
  if (!features.includes('nested-writes')) numberFewParts();
  if (!features.includes('many-parts')) allowFewParts();
  if (!features.includes('proxies')) numberPartsOfProxies();
  if (!features.includes('pure-classes')) ignorePureClasses();
  if (!features.includes('views')) numberNoMemory();
  if (!features.includes('noted-classes')) numberNotedClasses();
  if (!features.includes('derived-promises')) derivePlainPromises();
  if (!features.includes('own-imports')) importsAreOfTheHost();
  if (!features.includes('error-parts')) numberNoErrorParts();
  if (!features.includes('told-proxies')) takeStandinsForProxies();
  if (!features.includes('console-methods')) keepConsoleApart();
}

/** A module as it was recorded. */
function recordedModule(log: ReplayLog, table: ModuleTable, nth: number): ModuleEntry | undefined {
  // Packages of a workspace may have files of the same name: they register in the order in which they did.
  return log.modules.filter(({ file }) => file === table.file)[nth];
}

/** The same source may have been built with other options. */
function noteBuild(recorded: ModuleEntry, table: ModuleTable): void {
  const before = recorded.outside.map(({ specifier }) => specifier);
  const now = table.outside.map(([specifier]) => specifier);
  for (const name of now) if (!before.includes(name)) changedBuilds.push(`${name} belongs to the outside of ${table.file} now`);
  for (const name of before) if (!now.includes(name)) changedBuilds.push(`${name} no longer belongs to the outside of ${table.file}`);
}

function sourceChanged(recorded: ModuleEntry, table: ModuleTable, firstSite: number): void {
  changedSources.push({ file: table.file });
  noteAddedSites(recorded, table, firstSite);
  print(2, Buffer.from(`reprise: ${table.file} changed since the recording was made; the replay goes on until it differs.\n`));
}
