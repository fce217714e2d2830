// The plugin as ts-patch and ttypescript load it from tsconfig.json.

import { createRequire } from 'node:module';
import type ts from 'typescript';
import { RepriseError } from '../contract/errors.js';
import { sourceHash, type ModuleFacts } from './module-facts.js';
import { checkOptions, optionsDigest, type CheckedOptions, type PluginOptions } from './options.js';
import { ownVersion, pathInPackage } from './package-info.js';
import { ProgramPlans } from './program-plans.js';
import { failureDiagnostic, markDiagnostic, printWarnings, refusal, withoutFrames } from './diagnostics.js';
import type { Mark } from './edits.js';
import { located } from './located.js';
import type { IsValue } from './ast-printing.js';
import { printAst } from './print-ast.js';
import type { Typescript } from './typescript.js';
import { valueQuery } from './values.js';

/** What a loader hands over beside the program; `ts` is the compiler that is running. */
export interface PluginExtras {
  readonly ts?: Typescript;
  /** Which file of the compiler runs. ttypescript does not say: it takes diagnostics and reports none of them. */
  readonly library?: string;
  /** Adds to what the compiler reports at the end of the build, which fails for anything added. */
  readonly addDiagnostic?: (diagnostic: ts.Diagnostic) => number;
  /** Adds to what is reported without failing the build. `reprise build` alone has it. */
  readonly addWarning?: (diagnostic: ts.Diagnostic) => void;
}

/** Plugin factory of type `program`: gives the transformer that runs before TypeScript's own. */
export default function reprise(program: ts.Program, config: PluginOptions = {}, extras: PluginExtras = {}): ts.TransformerFactory<ts.SourceFile> {
  const compiler = extras.ts ?? loadCompiler();
  const fail = (error: unknown, file?: ts.SourceFile): string => {
    if (!(error instanceof RepriseError)) throw error;
    if (extras.addDiagnostic === undefined || extras.library === undefined) throw withoutFrames(error);
    extras.addDiagnostic(failureDiagnostic(compiler, file, error));
    return error.message;
  };
  const warn = (warnings: readonly ts.Diagnostic[]): void => {
    if (extras.addWarning !== undefined) warnings.forEach(extras.addWarning);
    else if (extras.addDiagnostic !== undefined) printWarnings(compiler, program, warnings);
  };
  let instrumenter: Instrumenter;
  try {
    const options = checkOptions({ ...config }, process.env);
    if (!options.instrument) return () => (file) => file;
    instrumenter = new Instrumenter(compiler, program, options);
  } catch (error) {
    const message = fail(error);
    return (context) => (file) => refusal(context.factory, file, message);
  }
  return (context) => (file) => {
    try {
      const { output, marks } = instrumenter.transform(context, file);
      warn(marks.map((mark) => markDiagnostic(compiler, file, mark)));
      return output;
    } catch (error) {
      return refusal(context.factory, file, fail(error, file));
    }
  };
}

function loadCompiler(): Typescript {
  return createRequire(__filename)('typescript') as Typescript;
}

/** Instruments the files of one program. */
class Instrumenter {
  private readonly plans: ProgramPlans;
  private readonly isValue: IsValue;
  private readonly digest: string;
  private readonly version = ownVersion();

  constructor(private readonly ts: Typescript, private readonly program: ts.Program, options: CheckedOptions) {
    this.plans = new ProgramPlans(ts, program, options);
    this.isValue = valueQuery(ts, program);
    this.digest = optionsDigest(options);
  }

  transform(context: ts.TransformationContext, file: ts.SourceFile): { output: ts.SourceFile; marks: readonly Mark[] } {
    if (file.isDeclarationFile || file.fileName.endsWith('.json')) return { output: file, marks: [] };
    this.assertUnchanged(file);
    const planned = this.plans.plan(file);
    const output = located(this.ts, file, file.fileName, () => printAst(this.ts, context, file, planned, this.facts(file), this.isValue));
    return { output, marks: planned.marks };
  }

  /** What another plugin made of a file has no places in the source, and would pass unrecorded. */
  private assertUnchanged(file: ts.SourceFile): void {
    if (this.program.getSourceFile(file.fileName) === file) return;
    throw new RepriseError('REPRISE_TRANSFORM', `${file.fileName} cannot be instrumented: another plugin has changed it before.`, {
      next: 'Put { "transform": "reprise/transformer" } first among the "plugins" of tsconfig.json.',
    });
  }

  private facts(file: ts.SourceFile): ModuleFacts {
    return {
      version: this.version,
      options: this.digest,
      file: pathInPackage(this.plans.packageOf(file), file.fileName),
      hash: sourceHash(file.text),
    };
  }
}
