// `--build`: the compiler skips projects whose output is newer than their sources, and looks for nothing else. Output
// that other plugins made, or none, has to look old to it.

import { existsSync, rmSync, utimesSync } from 'node:fs';
import type ts from 'typescript';
import type { Compiler } from './compiler.js';
import type { PluginModules } from './plugin-modules.js';
import { pluginsDigest, pluginsOf } from './project-plugins.js';
import { isStamped } from './stamps.js';

/** The projects of a build and all that they refer to, each once. */
export function solutionProjects(ts: Compiler, projects: readonly string[], options: ts.CompilerOptions): ts.ParsedCommandLine[] {
  const found = new Map<string, ts.ParsedCommandLine | undefined>();
  const host: ts.ParseConfigFileHost = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const visit = (path: string): void => {
    const config = ts.resolveProjectReferencePath({ path });
    if (found.has(config)) return;
    const parsed = ts.sys.fileExists(config) ? ts.getParsedCommandLineOfConfigFile(config, { ...options, tscBuild: true }, host) : undefined;
    found.set(config, parsed);
    for (const reference of parsed?.projectReferences ?? []) visit(reference.path);
  };
  for (const project of projects) visit(ts.getNormalizedAbsolutePath(project, ts.sys.getCurrentDirectory()));
  return [...found.values()].filter((parsed) => parsed !== undefined);
}

/** Makes the output of projects look old where it was not made with the plugins that they have now. */
export function outdateStale(ts: Compiler, projects: readonly ts.ParsedCommandLine[], modules: PluginModules): void {
  for (const project of projects) {
    const buildInfo = ts.getTsBuildInfoEmitOutputFilePath(project.options);
    if (buildInfo === undefined) outdate(ts, project);
    else if (existsSync(buildInfo) && !isStamped(buildInfo, pluginsDigest(pluginsOf(ts, project.options), modules, project.options))) rmSync(buildInfo);
  }
}

/** Without a .tsbuildinfo nothing tells with what the output was made: it is made again. */
function outdate(ts: Compiler, project: ts.ParsedCommandLine): void {
  const source = project.fileNames.find((name) => !name.endsWith('.json') && !/\.d\.[cm]?ts$/.test(name));
  if (source === undefined || project.options.noEmit === true) return;
  const output = ts.getOutputFileNames(project, source, !ts.sys.useCaseSensitiveFileNames).find(existsSync);
  if (output !== undefined) utimesSync(output, 0, 0);
}
