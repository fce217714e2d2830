// What can be said at build time of the bodies of recorded functions: they do not run in a replay.

import type ts from 'typescript';
import type { AnnotationKind } from './annotations.js';
import type { Planner } from './planner.js';
import type { Binding, Scope } from './scope.js';
import { withoutWrappers } from './syntax.js';

/** Whether a name is `record` of this package. */
function isRecord(binding: Binding | undefined): boolean {
  return typeof binding === 'object' && binding.specifier === 'reprise' && binding.exported === 'record';
}

/** Whether an expression is `record`, or `reprise.record` of the package's namespace. */
function meansRecord({ ts }: Planner, expression: ts.Expression, scope: Scope): boolean {
  const inner = withoutWrappers(ts, expression);
  if (ts.isIdentifier(inner)) return isRecord(scope.lookup(inner.text));
  if (!ts.isPropertyAccessExpression(inner) || !ts.isIdentifier(inner.expression) || inner.name.text !== 'record') return false;
  const binding = scope.lookup(inner.expression.text);
  return typeof binding === 'object' && binding.specifier === 'reprise' && binding.exported === '*';
}

/** Whether a function is recorded: by comment or directive, by a decorator, or as the argument of `record`. */
export function isRecordedFunction(planner: Planner, node: ts.FunctionLikeDeclaration, parent: ts.Node, scope: Scope, annotation: AnnotationKind | undefined): boolean {
  if (annotation !== undefined) return annotation === 'record';
  const { ts } = planner;
  if (ts.isCallExpression(parent)) return parent.arguments[0] === node && meansRecord(planner, parent.expression, scope);
  return ts.canHaveDecorators(node) && ts.getDecorators(node)?.some(({ expression }) => meansRecord(planner, expression, scope)) === true;
}

/** Marks the assignment to a name within a recorded function, if the name is declared outside of it. */
export function checkWrite(planner: Planner, target: ts.Node, scope: Scope): void {
  const { ts, recorded } = planner;
  if (recorded === undefined) return;
  if (ts.isIdentifier(target)) {
    if (!scope.bindsBelow(target.text, recorded)) planner.builder.mark('outer-write', target);
  } else if (ts.isPropertyAccessExpression(target) && ts.isPrivateIdentifier(target.name)) planner.builder.mark('private-write', target);
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
