// What can be said at build time of the bodies of recorded functions: they do not run in a replay.

import type ts from 'typescript';
import type { AnnotationKind } from './annotations.js';
import type { Planner } from './planner.js';
import type { Scope } from './scope.js';
import { withoutWrappers } from './syntax.js';
import type { Typescript } from './typescript.js';

/** The annotation that an expression is: `record`, or `reprise.record` of the package's namespace. */
export function annotationOf(ts: Typescript, expression: ts.Expression, scope: Scope): AnnotationKind | undefined {
  const inner = withoutWrappers(ts, expression);
  const head = ts.isPropertyAccessExpression(inner) ? inner.expression : inner;
  const binding = ts.isIdentifier(head) ? scope.lookup(head.text) : undefined;
  if (typeof binding !== 'object' || binding.specifier !== 'reprise') return undefined;
  const name = ts.isPropertyAccessExpression(inner) ? binding.exported === '*' ? inner.name.text : undefined : binding.exported;
  return name === 'record' || name === 'passthrough' ? name : undefined;
}

/** Whether a function is recorded: by comment or directive, by a decorator, or as the argument of `record`. */
export function isRecordedFunction(planner: Planner, node: ts.FunctionLikeDeclaration, parent: ts.Node, scope: Scope, annotation: AnnotationKind | undefined): boolean {
  if (annotation !== undefined) return annotation === 'record';
  const { ts } = planner;
  if (ts.isCallExpression(parent)) return parent.arguments[0] === node && annotationOf(ts, parent.expression, scope) === 'record';
  return ts.canHaveDecorators(node) && ts.getDecorators(node)?.some(({ expression }) => annotationOf(ts, expression, scope) === 'record') === true;
}

/** Objects whose content nobody can look at. */
const UNRECORDABLE = new Set(['FinalizationRegistry', 'Proxy', 'SharedArrayBuffer', 'WeakMap', 'WeakRef', 'WeakSet']);

/** Marks results of a recorded function that obviously cannot be recorded. */
export function checkResults(planner: Planner, body: ts.ConciseBody, scope: Scope): void {
  const { ts, builder } = planner;
  const check = (expression: ts.Expression): void => {
    const value = withoutWrappers(ts, expression);
    const made = ts.isNewExpression(value) ? withoutWrappers(ts, value.expression) : undefined;
    const opaque = made !== undefined && ts.isIdentifier(made) && UNRECORDABLE.has(made.text) && scope.lookup(made.text) === undefined;
    if (opaque || ts.isClassExpression(value)) builder.mark('unrecordable', value);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression !== undefined) check(node.expression);
    if (!ts.isFunctionLike(node) && !ts.isClassLike(node)) ts.forEachChild(node, visit);
  };
  if (ts.isBlock(body)) ts.forEachChild(body, visit);
  else check(body);
}
