// The programs of a tsconfig.json, with those that it references.

import { resolve } from 'node:path';
import type ts from 'typescript';
import { RepriseError } from '../../contract/errors.js';
import { declaredPlugins } from '../hosts/declared-plugins.js';
import { isOwn } from '../hosts/project-plugins.js';
import { checkOptions, type CheckedOptions } from '../options.js';
import type { Typescript } from '../typescript.js';

/** One compilation. */
export interface Project {
  /** Absolute path of its tsconfig.json. */
  readonly config: string;
  readonly program: ts.Program;
  /** The files that the transformer gets to see, in the order of the compiler. */
  readonly files: readonly ts.SourceFile[];
  readonly options: CheckedOptions;
  /** Whether tsconfig.json has the plugin; without it, the audit goes by the options' defaults. */
  readonly hasPlugin: boolean;
}

/**
 * Loads the projects of a tsconfig.json: itself last, referenced ones first, each once.
 *
 * @throws RepriseError REPRISE_USAGE if a tsconfig.json is missing or malformed; REPRISE_OPTION
 */
export function loadProjects(ts: Typescript, config: string): Project[] {
  const projects: Project[] = [];
  const seen = new Set<string>();
  const load = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const parsed = parseConfig(ts, path);
    for (const reference of parsed.projectReferences ?? []) load(resolve(ts.resolveProjectReferencePath(reference)));
    projects.push(project(ts, path, parsed));
  };
  load(resolve(config));
  return projects;
}

function parseConfig(ts: Typescript, path: string): ts.ParsedCommandLine {
  const failed = (diagnostic: ts.Diagnostic): never => {
    throw new RepriseError('REPRISE_USAGE', `${path} cannot be read: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`, { next: 'Name another one: reprise audit -p path/to/tsconfig.json' });
  };
  if (!ts.sys.fileExists(path)) throw new RepriseError('REPRISE_USAGE', `there is no ${path}.`, { next: 'Name the tsconfig.json of your program: reprise audit -p path/to/tsconfig.json' });
  const parsed = ts.getParsedCommandLineOfConfigFile(path, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: failed });
  if (parsed === undefined) throw new RepriseError('REPRISE_USAGE', `${path} cannot be read.`);
  // "No inputs were found" is right for a tsconfig.json that only references others.
  const wrong = parsed.errors.find(({ category, code }) => category === ts.DiagnosticCategory.Error && code !== NO_INPUTS && code !== NO_FILES);
  return wrong === undefined ? parsed : failed(wrong);
}

const NO_INPUTS = 18003;
const NO_FILES = 18002;

function project(ts: Typescript, config: string, { fileNames, options, projectReferences }: ts.ParsedCommandLine): Project {
  const program = ts.createProgram({ rootNames: fileNames, options: { ...options, noEmit: true }, ...(projectReferences === undefined ? {} : { projectReferences }) });
  const files = program.getSourceFiles().filter((file) => !file.isDeclarationFile && !file.fileName.endsWith('.json') && !program.isSourceFileFromExternalLibrary(file) && !isRedirect(program, file));
  const entry = declaredPlugins(ts, options).find(isOwn)?.entry;
  return { config, program, files, options: checkOptions({ ...entry }, {}), hasPlugin: entry !== undefined };
}

/** A source of a referenced project, which is a project of its own here. */
function isRedirect(program: ts.Program, file: ts.SourceFile): boolean {
  return (program as { isSourceOfProjectReferenceRedirect?(name: string): boolean }).isSourceOfProjectReferenceRedirect?.(file.fileName) === true;
}
