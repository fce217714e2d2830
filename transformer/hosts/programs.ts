// Makes programs that emit with their plugins: for a single build, for incremental ones, for `--watch` and `--build`.

import type ts from 'typescript';
import type { Compiler } from './compiler.js';
import type { DeclaredPlugin } from './declared-plugins.js';
import { Emission, type EmissionFacts } from './emission.js';
import type { PluginModules } from './plugin-modules.js';
import { isByDefault, pluginsDigest, pluginsOf } from './project-plugins.js';
import { isStamped } from './stamps.js';

type Builder = ts.EmitAndSemanticDiagnosticsBuilderProgram;

/** The programs of one run of the command. */
export class Programs {
  private readonly emissions = new WeakMap<object, Emission>();
  private readonly told = new Set<string>();
  private failures = 0;

  constructor(
    private readonly ts: Compiler,
    private readonly modules: PluginModules,
    private readonly report: ts.DiagnosticReporter,
    /** Gets the name of each tsconfig.json that does not name reprise, once. */
    private readonly onDefault: (config: string) => void,
  ) {}

  /** Whether a plugin has failed in any program so far. */
  get hasFailed(): boolean {
    return this.failures > 0;
  }

  /** A program of a build that keeps nothing for the next one. */
  create(options: ts.CreateProgramOptions & { readonly host: ts.CompilerHost }): ts.Program {
    const made = this.ts.createProgram(options);
    const emission = new Emission(this.ts, made.getCompilerOptions(), options.host, this.facts(options.options));
    const program = emission.transformed(made, options.host);
    emission.addTransformers(program);
    emission.guard(program, () => program);
    return program;
  }

  /** A program that builds on the one before, unless other plugins made that. */
  readonly createBuilder: ts.CreateProgram<Builder> = (rootNames, options, host, oldProgram, problems, references) => {
    const { ts } = this;
    if (rootNames === undefined || options === undefined || host === undefined) {
      // The watch asks for the same program with other problems of its tsconfig.json.
      const builder = ts.createEmitAndSemanticDiagnosticsBuilderProgram(rootNames, options, host, oldProgram, problems, references);
      const emission = oldProgram === undefined || builder === oldProgram ? undefined : this.emissions.get(oldProgram);
      return emission === undefined ? builder : this.guarded(emission, builder);
    }
    const facts = this.facts(options);
    const base = oldProgram !== undefined && this.isBase(oldProgram, options, facts.digest) ? oldProgram : undefined;
    const builder = ts.createEmitAndSemanticDiagnosticsBuilderProgram(rootNames, options, host, base, problems, references);
    const emission = new Emission(ts, options, host, facts);
    const program = emission.transformed(builder.getProgram(), host);
    emission.addTransformers(program);
    return this.guarded(emission, program === builder.getProgram() ? builder : ts.createEmitAndSemanticDiagnosticsBuilderProgram(program, host, base, problems));
  };

  private guarded(emission: Emission, builder: Builder): Builder {
    emission.guard(builder, () => builder.getProgram());
    this.emissions.set(builder, emission);
    return builder;
  }

  private isBase(oldProgram: Builder, options: ts.CompilerOptions, digest: string): boolean {
    const emission = this.emissions.get(oldProgram);
    if (emission !== undefined) return !emission.failed && emission.digest === digest;
    const buildInfo = this.ts.getTsBuildInfoEmitOutputFilePath(options);
    return buildInfo !== undefined && isStamped(buildInfo, digest);
  }

  private facts(options: ts.CompilerOptions): EmissionFacts {
    const plugins = pluginsOf(this.ts, options);
    this.tell(plugins, options);
    return { plugins, digest: pluginsDigest(plugins, this.modules, options), load: (plugin) => this.modules.load(plugin), report: this.report, onFailure: () => { this.failures++; } };
  }

  private tell(plugins: readonly DeclaredPlugin[], { configFilePath }: ts.CompilerOptions): void {
    const config = typeof configFilePath === 'string' ? configFilePath : 'the command line';
    if (!plugins.some(isByDefault) || this.told.has(config)) return;
    this.told.add(config);
    this.onDefault(config);
  }
}
