// Places that assignments write to: names stay what they are, all else in them is evaluated.

import type ts from 'typescript';
import type { Planner } from './planner.js';
import { checkWrite } from './outer-writes.js';
import type { Scope } from './scope.js';
import { withoutWrappers } from './syntax.js';
import type { Typescript } from './typescript.js';

/**
 * Visits the left side of an assignment, the operand of `++`, or what a loop assigns to.
 *
 * @param writes - false for an operand that is only looked at or deleted
 */
export function visitTarget(planner: Planner, expression: ts.Expression, parent: ts.Node, scope: Scope, writes = true): void {
  const { ts } = planner;
  const target = withoutWrappers(ts, expression);
  if (writes || ts.isDeleteExpression(parent)) checkWrite(planner, target, scope);
  if (ts.isIdentifier(target) ? !(ts.isTypeOfExpression(parent) && planner.roots.isImported(target.text, scope)) : writes && isUnwritable(ts, target)) return;
  if (writes && ts.isArrayLiteralExpression(target)) {
    for (const element of target.elements) visitElement(planner, ts.isSpreadElement(element) ? element.expression : element, target, scope);
  } else if (writes && ts.isObjectLiteralExpression(target)) {
    for (const property of target.properties) visitProperty(planner, property, scope);
  } else {
    planner.visit(target, parent, scope);
  }
}

/** What would become a call: of those, sloppy code may be assigned to, while the engine has to refuse these. */
function isUnwritable(ts: Typescript, target: ts.Expression): boolean {
  return ts.isMetaProperty(target) || ts.isAwaitExpression(target) || (ts.isCallExpression(target) && target.expression.kind === ts.SyntaxKind.ImportKeyword);
}

function visitElement(planner: Planner, element: ts.Expression, parent: ts.Node, scope: Scope): void {
  const { ts } = planner;
  if (ts.isBinaryExpression(element) && element.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    visitTarget(planner, element.left, element, scope);
    planner.visit(element.right, element, scope);
  } else if (!ts.isOmittedExpression(element)) {
    visitTarget(planner, element, parent, scope);
  }
}

function visitProperty(planner: Planner, property: ts.ObjectLiteralElementLike, scope: Scope): void {
  const { ts } = planner;
  if (ts.isShorthandPropertyAssignment(property)) {
    checkWrite(planner, property.name, scope);
    if (property.objectAssignmentInitializer !== undefined) planner.visit(property.objectAssignmentInitializer, property, scope);
  } else if (ts.isPropertyAssignment(property)) {
    planner.visit(property.name, property, scope);
    visitElement(planner, property.initializer, property, scope);
  } else if (ts.isSpreadAssignment(property)) {
    visitTarget(planner, property.expression, property, scope);
  }
}
