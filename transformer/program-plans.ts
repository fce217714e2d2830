// Plans of the files of one compilation: what depends on the compiler's options and on the package of a file, beside
// the source.

import type ts from 'typescript';
import { RepriseError } from '../contract/errors.js';
import { Boundary } from './boundary/index.js';
import type { Plan } from './edits.js';
import { outputFormat } from './format.js';
import { located } from './located.js';
import type { CheckedOptions } from './options.js';
import { Packages, type PackageInfo } from './package-info.js';
import { pathAliases } from './path-aliases.js';
import { plan, type PlanFacts } from './plan.js';
import type { Typescript } from './typescript.js';
import { Links } from './workspace.js';

/** Makes the plans of files. */
export class ProgramPlans {
  private readonly packages: Packages;
  private readonly boundaries = new Map<PackageInfo, Boundary>();
  private readonly links = new Links();
  private readonly aliases: readonly string[];

  constructor(private readonly ts: Typescript, private readonly program: ts.Program, private readonly options: CheckedOptions) {
    this.packages = new Packages(program.getCurrentDirectory());
    this.aliases = pathAliases(program.getCompilerOptions(), program.getSourceFiles().map(({ fileName }) => fileName));
  }

  /** The package that a file belongs to. */
  packageOf(file: ts.SourceFile): PackageInfo {
    return this.packages.of(file.fileName);
  }

  /** The boundary as a file of the package sees it. */
  boundary(info: PackageInfo): Boundary {
    const known = this.boundaries.get(info);
    if (known !== undefined) return known;
    const { aliases } = this;
    const { pure, program, outside } = this.options;
    const boundary = new Boundary({
      pure, program, outside, aliases, packageName: info.selfNamed ? info.name : undefined, isLinked: (name) => this.links.has(info.folder, name),
    });
    this.boundaries.set(info, boundary);
    return boundary;
  }

  /** Plans a file. @throws RepriseError REPRISE_TRANSFORM */
  plan(file: ts.SourceFile): Plan {
    const facts = this.facts(file);
    return located(this.ts, file, file.fileName, () => plan(this.ts, file, facts));
  }

  /** What the plan of a file depends on. @throws RepriseError REPRISE_TRANSFORM */
  facts(file: ts.SourceFile): PlanFacts {
    const { ts, program } = this;
    const info = this.packageOf(file);
    const compiler = program.getCompilerOptions();
    const output = outputFormat(ts, program, file, info);
    if (output === undefined || compiler.outFile !== undefined) {
      throw new RepriseError('REPRISE_TRANSFORM', `${file.fileName} cannot be instrumented: its output is neither an ES module nor a CommonJS module.`, {
        next: 'Set "module" in tsconfig.json to "nodenext", "esnext" or "commonjs", without "outFile".',
      });
    }
    return {
      ...output,
      jsxFactory: compiler.jsx === ts.JsxEmit.React ? (compiler.jsxFactory ?? compiler.reactNamespace ?? 'React').split('.')[0] : undefined,
      strict: ts.isExternalModule(file) || (compiler.alwaysStrict ?? compiler.strict ?? Number.parseInt(ts.version, 10) >= 6),
      boundary: this.boundary(info),
    };
  }
}
