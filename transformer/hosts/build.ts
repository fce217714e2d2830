// A build as `tsc` does it, with plugins: the same command line, the same modes, the same messages and exit codes,
// put together from what the compiler exports.

import { dirname, join } from 'node:path';
import type ts from 'typescript';
import { isPretty, loadCompiler, projectFolders, type Compiler, type ErrorSummary, type ParsedBuildCommand } from './compiler.js';
import { PluginModules } from './plugin-modules.js';
import { Programs } from './programs.js';
import { isOwn, pluginsOf } from './project-plugins.js';
import { outdateStale, solutionProjects } from './solution.js';
import { keepStamp } from './stamps.js';

/** What a build tells of itself, beside what the compiler prints. */
export interface BuildEvents {
  /** A tsconfig.json does not name reprise: its default options are used. */
  readonly onDefault: (config: string) => void;
  /** The compiler's own command line has options that a build through its API has not. */
  readonly onIgnored: (options: readonly string[]) => void;
  /** A watch cannot go on in the same process, and has to be started again. */
  readonly onRestart: (why: string) => void;
}

/** A command line of `tsc`, understood. */
export interface Build {
  /** The `tsc` to give the command line to, where nothing is to be compiled: help, mistakes, `--init`, `--clean` … */
  readonly tsc: string | undefined;
  readonly watches: boolean;
  /** Builds. Gives the exit code; a watch never ends. */
  run(events: BuildEvents): Promise<number>;
}

const IGNORED = ['diagnostics', 'extendedDiagnostics', 'generateTrace', 'generateCpuProfile'];
const NOTHING_TO_COMPILE = ['init', 'version', 'help', 'all', 'showConfig', 'listFilesOnly'];

/**
 * Reads a command line of `tsc`.
 *
 * @throws RepriseError REPRISE_COMPILER
 */
export function openBuild(args: readonly string[]): Build {
  const ts = loadCompiler(projectFolders(args));
  const tsc = join(dirname(ts.sys.getExecutingFilePath()), 'tsc.js');
  const elsewhere: Build = { tsc, watches: false, run: () => Promise.reject(new Error('The compiler itself has to run this.')) };
  if (/^--?(b|build)$/i.test(args[0] ?? '')) {
    const command = ts.parseBuildCommand(args.slice(1));
    const { clean, dry, help, watch } = command.buildOptions;
    if (command.errors.length > 0 || clean === true || dry === true || help === true) return elsewhere;
    return { tsc: undefined, watches: watch === true, run: (events) => buildSolution(ts, command, events) };
  }
  const command = ts.parseCommandLine(args, (path) => ts.sys.readFile(path));
  const config = configOf(ts, command);
  if (command.errors.length > 0 || config === undefined || NOTHING_TO_COMPILE.some((name) => Boolean(command.options[name]))) return elsewhere;
  return { tsc: undefined, watches: command.options['watch'] === true, run: (events) => buildProject(ts, command, config, events) };
}

/** The tsconfig.json to build, '' for files alone, undefined where the compiler has to say what is wrong. */
function configOf(ts: Compiler, { options, fileNames }: ts.ParsedCommandLine): string | undefined {
  const { project } = options;
  const { sys } = ts;
  if (typeof project === 'string') {
    const file = project === '' || sys.directoryExists(project) ? join(project, 'tsconfig.json') : project;
    return fileNames.length === 0 && sys.fileExists(file) ? ts.getNormalizedAbsolutePath(file.replaceAll('\\', '/'), sys.getCurrentDirectory()) : undefined;
  }
  const found = options['ignoreConfig'] === true && fileNames.length > 0 ? undefined : ts.findConfigFile(sys.getCurrentDirectory(), (name) => sys.fileExists(name));
  if (fileNames.length === 0) return found;
  // From TypeScript 6 on, files beside a tsconfig.json are a mistake.
  return found !== undefined && Number.parseInt(ts.version, 10) >= 6 ? undefined : '';
}

async function buildProject(ts: Compiler, command: ts.ParsedCommandLine, config: string, events: BuildEvents): Promise<number> {
  const { sys } = ts;
  const folder = sys.getCurrentDirectory();
  const given = ts.convertToOptionsWithAbsolutePaths(command.options, (path) => ts.getNormalizedAbsolutePath(path, folder));
  if (typeof given['locale'] === 'string') ts.validateLocaleAndSetLanguage(given['locale'], sys, []);
  const plainly = ts.createDiagnosticReporter(sys);
  const parsed = config === '' ? { ...command, options: given } : ts.getParsedCommandLineOfConfigFile(
    config, given, { ...sys, onUnRecoverableConfigFileDiagnostic: plainly }, undefined, command.watchOptions,
  );
  if (parsed === undefined) return ts.ExitStatus.DiagnosticsPresent_OutputsSkipped;
  const { options, fileNames, projectReferences } = parsed;
  const pretty = isPretty(ts, options);
  const report = ts.createDiagnosticReporter(sys, pretty);
  tellIgnored(options, events);
  const { modules, programs, isAlone } = await preparePlugins(ts, [options], report, events);
  const forDocumentation = documentationMode(ts, isAlone);
  if (options['watch'] === true) {
    const status = ts.createWatchStatusReporter(sys, pretty);
    if (config === '') {
      const host = ts.createWatchCompilerHost(fileNames, options, sys, programs.createBuilder, report, status, projectReferences, command.watchOptions);
      ts.createWatchProgram(Object.assign(host, forDocumentation));
    } else {
      const host = ts.createWatchCompilerHost(config, given, sys, programs.createBuilder, report, status, command.watchOptions);
      ts.createWatchProgram(Object.assign(host, forDocumentation));
    }
    return watchPlugins(ts, modules, events);
  }
  const problems = ts.getConfigFileParsingDiagnostics(parsed);
  const incremental = options.incremental === true || options.composite === true;
  const host = Object.assign(incremental ? ts.createIncrementalCompilerHost(options, sys) : ts.createCompilerHost(options), forDocumentation);
  if (!incremental) {
    const canonical = ts.createGetCanonicalFileName(host.useCaseSensitiveFileNames());
    ts.changeCompilerHostLikeToUseCache(host, (name) => ts.toPath(name, host.getCurrentDirectory(), canonical));
  }
  const made = { rootNames: fileNames, options, projectReferences, host, configFileParsingDiagnostics: problems };
  const program = incremental ? ts.createIncrementalProgram({ ...made, createProgram: programs.createBuilder }) : programs.create(made);
  return ts.emitFilesAndReportErrorsAndGetExitStatus(program, report, (text) => sys.write(text + sys.newLine), summary(ts, pretty));
}

async function buildSolution(ts: Compiler, command: ParsedBuildCommand, events: BuildEvents): Promise<number> {
  const { sys } = ts;
  const { buildOptions, watchOptions, projects } = command;
  if (buildOptions.locale !== undefined) ts.validateLocaleAndSetLanguage(buildOptions.locale, sys, command.errors);
  const pretty = isPretty(ts, buildOptions);
  const report = ts.createDiagnosticReporter(sys, pretty);
  tellIgnored(buildOptions, events);
  const parsed = solutionProjects(ts, projects, buildOptions);
  const { modules, programs, isAlone } = await preparePlugins(ts, parsed.map(({ options }) => options), report, events);
  outdateStale(ts, parsed, modules);
  const forDocumentation = documentationMode(ts, isAlone);
  const status = ts.createBuilderStatusReporter(sys, pretty);
  if (buildOptions.watch === true) {
    const watchStatus = restartingAfterFailure(programs, ts.createWatchStatusReporter(sys, pretty), events);
    const host = ts.createSolutionBuilderWithWatchHost(sys, programs.createBuilder, report, status, watchStatus);
    ts.createSolutionBuilderWithWatch(Object.assign(keepingStamps(host), forDocumentation), projects, buildOptions, watchOptions).build();
    return watchPlugins(ts, modules, events);
  }
  const host = ts.createSolutionBuilderHost(sys, programs.createBuilder, report, status, summary(ts, pretty) as ts.ReportEmitErrorSummary | undefined);
  return ts.createSolutionBuilder(Object.assign(keepingStamps(host), forDocumentation), projects, buildOptions).build();
}

async function preparePlugins(ts: Compiler, projects: readonly ts.CompilerOptions[], report: ts.DiagnosticReporter, events: BuildEvents) {
  const modules = new PluginModules(ts);
  const plugins = projects.flatMap((options) => pluginsOf(ts, options));
  await modules.preload(plugins);
  return { modules, programs: new Programs(ts, modules, report, events.onDefault), isAlone: plugins.every(isOwn) };
}

/** The compiler sets the time of output anew where only a project below has changed: nothing else has written it. */
function keepingStamps<Host extends ts.SolutionBuilderHostBase<ts.EmitAndSemanticDiagnosticsBuilderProgram>>(host: Host): Host {
  const { setModifiedTime } = host;
  host.setModifiedTime = (file, time) => keepStamp(file, () => setModifiedTime(file, time));
  return host;
}

/** As `tsc`, documentation comments are parsed no further than type errors need it, unless there are plugins that may read them. */
function documentationMode(ts: Compiler, isAlone: boolean): { readonly jsDocParsingMode?: ts.JSDocParsingMode } {
  const modes = (ts as { JSDocParsingMode?: typeof ts.JSDocParsingMode }).JSDocParsingMode;
  return isAlone && modes !== undefined ? { jsDocParsingMode: modes.ParseForTypeErrors } : {};
}

/** "File change detected. Starting incremental compilation..." */
const CHANGE_DETECTED = 6032;

/**
 * The builder of solutions compares sources with the .tsbuildinfo that it keeps in memory, and would take the output of
 * a build in which a plugin failed for fresh as soon as a source is again what it was before.
 */
function restartingAfterFailure(programs: Programs, report: ts.WatchStatusReporter, { onRestart }: BuildEvents): ts.WatchStatusReporter {
  return (diagnostic, ...rest) => {
    if (diagnostic.code === CHANGE_DETECTED && programs.hasFailed) onRestart('a file has changed after a failed build');
    report(diagnostic, ...rest);
  };
}

/** Never ends; a plugin of the project that changes is not loaded again in the same process, which has run the old one. */
function watchPlugins(ts: Compiler, modules: PluginModules, { onRestart }: BuildEvents): Promise<never> {
  for (const file of modules.files) {
    if (!file.includes('/node_modules/') && !file.includes('\\node_modules\\')) ts.sys.watchFile?.(file, () => onRestart('a plugin has changed'), 250);
  }
  return new Promise(() => undefined);
}

function summary(ts: Compiler, pretty: boolean): ErrorSummary | undefined {
  return pretty ? (errors, files) => ts.sys.write(ts.getErrorSummaryText(errors, files, ts.sys.newLine, ts.sys)) : undefined;
}

function tellIgnored(options: ts.CompilerOptions, { onIgnored }: BuildEvents): void {
  const ignored = IGNORED.filter((name) => Boolean(options[name]));
  if (ignored.length > 0) onIgnored(ignored);
}
