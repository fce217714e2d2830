// What a program emits, with its plugins: they are added to its transformers, what they report becomes part of the
// result, and nothing is kept of a build in which one of them failed.

import type ts from 'typescript';
import { RepriseError } from '../../contract/errors.js';
import { failureDiagnostic } from '../diagnostics.js';
import { failureAt } from '../located.js';
import { isStackOverflow, nestingError } from '../nesting.js';
import type { Compiler } from './compiler.js';
import type { DeclaredPlugin } from './declared-plugins.js';
import type { LoadedPlugin } from './plugin-modules.js';
import { entryDiagnostic, PluginFailure, transformedProgram, transformersOf, type PluginChannel, type TransformerLists } from './plugin-transformers.js';
import { stamp, unstamp } from './stamps.js';

/** A program or a builder around one. */
type Emitter = Pick<ts.Program, 'emit'> & { emitBuildInfo?(writeFile?: ts.WriteFileCallback, token?: ts.CancellationToken): ts.EmitResult };
type Write = Parameters<ts.WriteFileCallback>;
/** A program of a compiler that `ts-patch install` has changed: it would run the plugins a second time. */
type Patched = ts.Program & { readonly originalEmit?: ts.Program['emit'] };

/** The plugins of a program, and where its warnings go. */
export interface EmissionFacts {
  readonly plugins: readonly DeclaredPlugin[];
  /** See {@link pluginsDigest}. */
  readonly digest: string;
  /** @throws RepriseError REPRISE_PLUGIN */
  readonly load: (plugin: DeclaredPlugin) => LoadedPlugin;
  readonly report: ts.DiagnosticReporter;
  /** A plugin failed in this program. */
  readonly onFailure: () => void;
}

/** The emit of one program. It holds the program only while it emits: a watch keeps many of these. */
export class Emission {
  private readonly errors: ts.Diagnostic[] = [];
  private readonly warnings: ts.Diagnostic[] = [];
  private readonly loaded: readonly LoadedPlugin[];
  private readonly buildInfo: string | undefined;
  private transformers: TransformerLists | undefined;
  /** The last file that went to the transformers: the one that is being emitted. */
  private file: ts.SourceFile | undefined;
  private hasWritten = false;

  constructor(
    private readonly ts: Compiler,
    private readonly options: ts.CompilerOptions,
    private readonly host: Pick<ts.CompilerHost, 'writeFile'>,
    private readonly facts: EmissionFacts,
  ) {
    this.buildInfo = ts.getTsBuildInfoEmitOutputFilePath(options);
    this.loaded = facts.plugins.flatMap((plugin) => this.load(plugin));
  }

  /** Whether a plugin failed; what was emitted is then no base for the next build. */
  get failed(): boolean {
    return this.errors.length > 0;
  }

  /** Digest of the plugins that this was emitted with. */
  get digest(): string {
    return this.facts.digest;
  }

  /** Lets the plugins of type `transformProgram` replace the program, and gives the one to go on with. */
  transformed(program: ts.Program, host: ts.CompilerHost): ts.Program {
    if ((program as Patched).originalEmit !== undefined) return program;
    return this.attempt(() => transformedProgram(this.ts, program, host, this.loaded)) ?? program;
  }

  /**
   * Adds the plugins to the program's own emit. They are not given to the builder, which would then take every
   * declaration for one that a plugin has changed, and write another .tsbuildinfo than without plugins.
   */
  addTransformers(program: ts.Program): void {
    const emit = (program as Patched).originalEmit ?? program.emit;
    program.emit = (...[file, write, token, dtsOnly, custom, ...rest]: Parameters<ts.Program['emit']>) => {
      const result = this.attempt(() => {
        const own = this.prepare(program);
        const merged = {
          before: [this.noting, ...own.before, ...(custom?.before ?? [])],
          after: [...own.after, ...(custom?.after ?? [])],
          afterDeclarations: [...own.afterDeclarations, ...(custom?.afterDeclarations ?? [])],
        };
        return Reflect.apply(emit, program, [file, write, token, dtsOnly, merged, ...rest]) as ts.EmitResult;
      });
      return result ?? { emitSkipped: true, diagnostics: [], emittedFiles: [] };
    };
  }

  /** Puts what plugins report into the result, keeps files back that `noEmitOnError` forbids, and stamps the .tsbuildinfo. */
  guard(emitter: Emitter, program: () => ts.Program): void {
    const { emit, emitBuildInfo } = emitter;
    const holds = this.options.noEmitOnError === true;
    emitter.emit = (file, writeFile, ...rest) => {
      this.attempt(() => this.prepare(program()));
      if (this.failed) return this.result({ emitSkipped: true, diagnostics: [], emittedFiles: [] });
      const held: Write[] = [];
      const write = (args: Write): void => this.write(writeFile, args);
      const result = Reflect.apply(emit, emitter, [file, (...args: Write) => { if (holds) held.push(args); else write(args); }, ...rest]) as ts.EmitResult;
      if (holds && this.failed) return this.result({ ...result, emitSkipped: true, emittedFiles: [] });
      held.forEach(write);
      return this.result(result);
    };
    if (emitBuildInfo === undefined) return;
    emitter.emitBuildInfo = (writeFile, token) => (
      this.failed
        ? { emitSkipped: true, diagnostics: [], emittedFiles: [] }
        : Reflect.apply(emitBuildInfo, emitter, [(...args: Write) => this.write(writeFile, args), token]) as ts.EmitResult
    );
  }

  private result(result: ts.EmitResult): ts.EmitResult {
    this.transformers = undefined;
    if (this.failed) this.facts.onFailure();
    this.ts.sortAndDeduplicateDiagnostics(this.warnings.splice(0)).forEach(this.facts.report);
    return this.failed ? { ...result, diagnostics: [...result.diagnostics, ...this.errors] } : result;
  }

  private write(writeFile: ts.WriteFileCallback | undefined, args: Write): void {
    const [name] = args;
    const isBuildInfo = name === this.buildInfo;
    if (isBuildInfo && this.failed) return;
    if (!isBuildInfo && !this.hasWritten && this.buildInfo !== undefined) unstamp(this.buildInfo);
    this.hasWritten ||= !isBuildInfo;
    if (writeFile === undefined) this.host.writeFile(...args);
    else writeFile(...args);
    if (isBuildInfo) stamp(name, this.digest);
  }

  /** The transformers, made when the first is needed. A plugin that reports an error then has refused the whole program. */
  private prepare(program: ts.Program): TransformerLists {
    return this.transformers ??= transformersOf(this.ts, program, this.loaded, (plugin) => this.channel(plugin));
  }

  private channel(plugin: DeclaredPlugin): PluginChannel {
    const { errors, warnings } = this;
    const { Error: isError } = this.ts.DiagnosticCategory;
    return {
      diagnostics: errors,
      addDiagnostic: (diagnostic) => (
        diagnostic.category === isError ? errors.push(diagnostic.file === undefined ? { ...diagnostic, ...plugin.position } : diagnostic) : warnings.push(diagnostic)
      ),
      addWarning: (diagnostic) => void warnings.push(diagnostic),
      removeDiagnostic: (index) => void errors.splice(index, 1),
    };
  }

  private load(plugin: DeclaredPlugin): readonly LoadedPlugin[] {
    try {
      return [this.facts.load(plugin)];
    } catch (error) {
      if (!(error instanceof RepriseError)) throw error;
      this.errors.push(entryDiagnostic(this.ts, plugin, error));
      return [];
    }
  }

  private readonly noting: ts.TransformerFactory<ts.SourceFile> = () => (file) => (this.file = file);

  /** Runs what calls plugins; one that fails becomes an error of the build, and so does code that is too deep for the compiler's own walks. */
  private attempt<T>(run: () => T): T | undefined {
    const { errors, ts } = this;
    try {
      return run();
    } catch (error) {
      if (error instanceof PluginFailure) errors.push(entryDiagnostic(ts, error.plugin, error.failure));
      else if (isStackOverflow(error) && this.file !== undefined) errors.push(failureDiagnostic(ts, this.file, failureAt(ts, this.file, this.file.fileName, nestingError(ts, this.file))));
      else throw error;
      return undefined;
    } finally {
      this.file = undefined;
    }
  }
}
