// Source to plan. One walk over the tree with the scopes at hand decides every edit.

import type ts from 'typescript';
import type { ModuleFormat } from '../contract/emitted.js';
import type { Boundary } from './boundary/index.js';
import type { Plan } from './edits.js';
import { ErrorAt, OWN_REQUIRE } from './errors.js';
import { headerOffset } from './header.js';
import { findPlaces } from './occurrences.js';
import { helperNames, PlanBuilder } from './plan-builder.js';
import { Planner } from './planner.js';
import { Roots } from './roots.js';
import { findScopes } from './scope.js';
import { directivesOf, isTypeOnlyNode } from './syntax.js';
import type { Typescript } from './typescript.js';

/** What a plan depends on beside the source text. */
export interface PlanFacts {
  readonly format: ModuleFormat;
  /** Whether the file is strict code as a whole: a module, or under `alwaysStrict`. */
  readonly strict: boolean;
  /** Whether `import()` stays one in the output; under `module: commonjs` it becomes a `require`. */
  readonly nativeImport: boolean;
  /** The variable whose function the compiler calls for each JSX element, where there is one and it is known. */
  readonly jsxFactory?: string | undefined;
  readonly boundary: Boundary;
}

/** Plans the edits of a file. */
export function plan(ts: Typescript, file: ts.SourceFile, facts: PlanFacts): Plan {
  if (facts.format === 'commonjs') checkRequire(ts, file);
  const directives = directivesOf(ts, file.statements);
  const strict = isStrict(ts, file, facts);
  const roots = new Roots(ts, facts.boundary);
  const places = findPlaces(ts, file, (specifier) => roots.matters(specifier));
  const scopes = findScopes(ts, file, strict, places.bindings);
  const names = helperNames(file.text);
  const builder = new PlanBuilder(ts, file, names);
  if (mayHoldElements(ts, file) && facts.boundary.isPurePackage('react')) builder.pureElements();
  new Planner(ts, file, facts, roots, places.edits, scopes, strict, builder).plan();
  return builder.finish(facts.format, headerOffset(ts, file, directives), directives.length, topLevelClasses(ts, file));
}

/** A function declaration is there before the first statement runs, which requires the runtime. A variable is not. */
function checkRequire(ts: Typescript, file: ts.SourceFile): void {
  const own = file.statements.find((statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === 'require' && statement.body !== undefined) as ts.FunctionDeclaration | undefined;
  if (own === undefined) return;
  throw new ErrorAt(own.name!.getStart(file), 'the function require stands in the place of the one that loads modules, which an instrumented CommonJS module needs; give it another name, or make the file an ES module', OWN_REQUIRE);
}

/** Whether there may be JSX elements in a file: the compiler imports what makes them by itself. */
function mayHoldElements(ts: Typescript, file: ts.SourceFile): boolean {
  return file.languageVariant === ts.LanguageVariant.JSX && (file.text.includes('/>') || file.text.includes('</'));
}

/** Names of the classes that a file declares at its top level, also as the value of a constant, and of functions whose `prototype` it mentions. */
function topLevelClasses(ts: Typescript, file: ts.SourceFile): readonly string[] {
  // Asked of the text once: for each function it took as long as the rest of the plan.
  const mentionsPrototype = file.text.includes('.prototype');
  return file.statements.flatMap((statement) => {
    if (isTypeOnlyNode(ts, statement)) return [];
    if (ts.isFunctionDeclaration(statement)) return mentionsPrototype && statement.name !== undefined && statement.body !== undefined && file.text.includes(`${statement.name.text}.prototype`) ? [statement.name.text] : [];
    if (ts.isClassDeclaration(statement)) return statement.name === undefined ? [] : [statement.name.text];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name, initializer }) => (ts.isIdentifier(name) && initializer !== undefined && ts.isClassExpression(initializer) ? [name.text] : []));
  });
}

/** Whether a file is strict code as a whole. */
export function isStrict(ts: Typescript, file: ts.SourceFile, facts: PlanFacts): boolean {
  return facts.strict || directivesOf(ts, file.statements).some((directive) => (
    ts.isExpressionStatement(directive) && ts.isStringLiteral(directive.expression) && directive.expression.text === 'use strict'
  ));
}
