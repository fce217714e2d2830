// The audit of a program: all places of all its files, and all modules that it imports.

import type ts from 'typescript';
import { RepriseError } from '../../contract/errors.js';
import { ErrorAt } from '../errors.js';
import { withoutPlace } from '../diagnostics.js';
import { located } from '../located.js';
import { ProgramPlans } from '../program-plans.js';
import { isStrict } from '../plan.js';
import type { IsValue } from '../ast-printing.js';
import type { Typescript } from '../typescript.js';
import { valueQuery } from '../values.js';
import type { JsxMaker } from './file-facts.js';
import { filePlaces } from './file-places.js';
import { Modules } from './modules.js';
import type { ImportedModule, Place } from './place.js';
import { problem, type Problem } from './problems.js';
import { loadProjects, type Project } from './programs.js';
import { Packages, type Proposal } from './proposals.js';

/** What an audit found. */
export interface Audit {
  /** The tsconfig.json files, the one that was named last. */
  readonly configs: readonly string[];
  /** Those of them without the plugin: audited by the defaults of its options. */
  readonly withoutPlugin: readonly string[];
  readonly files: number;
  readonly places: readonly Place[];
  readonly modules: readonly ImportedModule[];
  /** What the files of packages say of them; undefined if it was not asked for. */
  readonly proposals: readonly Proposal[] | undefined;
}

/**
 * Audits a program.
 *
 * @param config - path of a tsconfig.json
 * @param readPackages - whether to read the files of packages, too
 * @throws RepriseError REPRISE_USAGE, REPRISE_OPTION
 */
export function audit(ts: Typescript, config: string, readPackages = false): Audit {
  const projects = loadProjects(ts, config);
  const files = new Set(projects.flatMap((project) => project.files.map(({ fileName }) => fileName)));
  const modules = new Modules(ts, files);
  const seen = new Set<string>();
  const places: Place[] = [];
  for (const project of projects) {
    const plans = new ProgramPlans(ts, project.program, project.options);
    const isValue = valueQuery(ts, project.program);
    for (const file of project.files) {
      if (seen.has(file.fileName)) continue;
      seen.add(file.fileName);
      places.push(...auditFile(ts, project, plans, isValue, modules, file));
    }
  }
  const proposals = readPackages ? propose(ts, modules.list(places)) : undefined;
  return {
    configs: projects.map((project) => project.config),
    withoutPlugin: projects.filter((project) => !project.hasPlugin && project.files.length > 0).map((project) => project.config),
    files: seen.size,
    places,
    modules: modules.list(places).map((module) => ({ ...module, problem: module.problem ?? impurity(module, proposals) })),
    proposals,
  };
}

/** Node's own modules are in the table, and packages of the program are audited with it. */
function propose(ts: Typescript, modules: readonly ImportedModule[]): Proposal[] {
  const packages = new Packages(ts);
  return modules.filter(({ name, class: side, because }) => !name.startsWith('node:') && side !== 'program' && because !== 'data').map((module) => packages.propose(module, module.importer));
}

/** What a project calls pure is checked; the table of reprise is not asked again. */
function impurity({ name, because, class: side }: ImportedModule, proposals: readonly Proposal[] | undefined): Problem | undefined {
  const meets = proposals?.some((proposal) => proposal.name === name && proposal.class === side && proposal.proposal === 'outside');
  return side === 'pure' && because === 'option' && meets === true ? problem('impure-package') : undefined;
}

function auditFile(ts: Typescript, project: Project, plans: ProgramPlans, isValue: IsValue, modules: Modules, file: ts.SourceFile): Place[] {
  const own: Place[] = [];
  const place = (node: { getStart(file: ts.SourceFile): number } | number, operation: string, root: string, wrong: Place['problem']): void => {
    const { line, character } = ts.getLineAndCharacterOfPosition(file, typeof node === 'number' ? node : node.getStart(file));
    own.push({ file: file.fileName, line: line + 1, column: character + 1, operation, root, treatment: 'uncovered', category: 'modules', module: undefined, within: undefined, problem: wrong });
  };
  let places: readonly Place[];
  try {
    const plan = plans.plan(file);
    const boundary = plans.boundary(plans.packageOf(file));
    places = located(ts, file, file.fileName, () => filePlaces({
      ts, file, plan, boundary, isValue, strict: isStrict(ts, file, plans.facts(file)), jsx: jsxMaker(ts, file, project.program.getCompilerOptions()),
      imported: (specifier, node) => {
        const wrong = modules.note(project, file, specifier, ...boundary.explain(specifier));
        if (wrong !== undefined) place(node, `import "${specifier}"`, specifier, wrong);
      },
    }));
  } catch (error) {
    if (!(error instanceof RepriseError)) throw error;
    place(error.cause instanceof ErrorAt ? error.cause.offset : 0, 'the file', 'the file', problem('failed', withoutPlace(file, error)));
    return own;
  }
  return [...places, ...own].sort((a, b) => a.line - b.line || a.column - b.column);
}

/** What makes the elements of a file. */
function jsxMaker(ts: Typescript, file: ts.SourceFile, options: ts.CompilerOptions): JsxMaker | undefined {
  const { React, ReactJSX, ReactJSXDev } = ts.JsxEmit;
  const head = file.text.slice(0, 2000);
  const source = /@jsxImportSource\s+(\S+)/.exec(head)?.[1];
  if (options.jsx === ReactJSX || options.jsx === ReactJSXDev || (options.jsx === React && source !== undefined)) {
    return { imported: `${source ?? options.jsxImportSource ?? 'react'}/jsx-${options.jsx === ReactJSXDev ? 'dev-' : ''}runtime` };
  }
  if (options.jsx !== React) return undefined;
  const [name = 'React'] = (/@jsx\s+([\w$.]+)/.exec(head)?.[1] ?? options.jsxFactory ?? options.reactNamespace ?? 'React').split('.');
  return { name };
}
