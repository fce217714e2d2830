// The modules that a program imports: how each is taken, why, and whether that can be kept.

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import type ts from 'typescript';
import { RUNTIME_SPECIFIER } from '../../contract/emitted.js';
import type { Because, ModuleClass } from '../boundary/index.js';
import type { Typescript } from '../typescript.js';
import { moduleName } from './module-names.js';
import type { ImportedModule, Place } from './place.js';
import { problem, type Problem } from './problems.js';
import type { Project } from './programs.js';

interface Import {
  readonly name: string;
  readonly class: ModuleClass;
  readonly because: Because;
  readonly specifiers: Set<string>;
  readonly importer: string;
  problem: Problem | undefined;
}

/** The modules of a program, collected file by file. */
export class Modules {
  private readonly imports = new Map<string, Import>();

  /** @param files - all files that the transformer gets to see, in all projects */
  constructor(private readonly ts: Typescript, private readonly files: ReadonlySet<string>) {}

  /**
   * Notes an import.
   *
   * @returns what is wrong with a location, which is no module of the list
   */
  note(project: Project, file: ts.SourceFile, specifier: string, side: ModuleClass, because: Because): Problem | undefined {
    if (because === 'reprise') return undefined;
    const wrong = side === 'program' ? this.check(project, file, specifier) : undefined;
    if (because === 'location' || because === 'alias') return wrong;
    const name = moduleName(specifier);
    const key = `${name} ${side}`;
    const known: Import = this.imports.get(key) ?? { name, class: side, because, specifiers: new Set(), importer: file.fileName, problem: undefined };
    this.imports.set(key, known);
    known.specifiers.add(specifier);
    known.problem ??= wrong;
    return undefined;
  }

  /** The list, by name, with the number of places that use each. */
  list(places: readonly Place[]): ImportedModule[] {
    const counts = new Map<string, number>();
    for (const { module } of places) if (module !== undefined) counts.set(module, (counts.get(module) ?? 0) + 1);
    return [...this.imports.values()]
      .map(({ specifiers, ...rest }) => ({ ...rest, specifiers: [...specifiers].sort(), places: counts.get(rest.name) ?? 0 }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.class < b.class ? -1 : 1));
  }

  /** Whether what is taken for a part of the program is one: a file of a project, or built with reprise. */
  private check(project: Project, file: ts.SourceFile, specifier: string): Problem | undefined {
    const { ts } = this;
    if (/\.node$/.test(specifier)) return problem('native-code');
    if (/\.wasm$/.test(specifier)) return problem('wasm');
    if (specifier.endsWith('.json')) return undefined;
    const options = project.program.getCompilerOptions();
    const { resolvedModule } = ts.resolveModuleName(specifier, file.fileName, options, ts.sys, undefined, undefined, file.impliedNodeFormat);
    const found = resolvedModule?.resolvedFileName;
    if (found !== undefined && (this.files.has(found) || this.isSource(project, found))) return undefined;
    const built = found === undefined ? runnable(specifier, file.fileName) : emitted(found) ?? runnable(specifier, file.fileName);
    if (built === undefined || built.endsWith('.json')) return undefined;
    return isMarked(built) ? undefined : problem('unmarked-module');
  }

  /** Whether a declaration file stands for a source of a referenced project. */
  private isSource(project: Project, declaration: string): boolean {
    const { program } = project;
    const redirect = (program as { getSourceOfProjectReferenceRedirect?(name: string): string | true | undefined }).getSourceOfProjectReferenceRedirect?.(declaration);
    return redirect !== undefined;
  }
}

/** The JavaScript beside a declaration file, or the file itself. */
function emitted(file: string): string | undefined {
  const candidate = file.replace(/\.d\.([mc]?)ts$/, '.$1js');
  return candidate !== file && !existsSync(candidate) ? undefined : /\.[mc]?jsx?$/.test(candidate) ? candidate : undefined;
}

/** What Node would load. */
function runnable(specifier: string, from: string): string | undefined {
  try {
    return createRequire(from).resolve(specifier);
  } catch {
    const path = resolve(dirname(from), specifier);
    return specifier.startsWith('.') && existsSync(path) && /\.[mc]?js$/.test(path) ? path : undefined;
  }
}

/** Whether a built file registers itself with the runtime. */
function isMarked(path: string): boolean {
  return readFileSync(path, 'utf8').includes(RUNTIME_SPECIFIER);
}
