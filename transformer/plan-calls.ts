// Calls and constructions: of roots, of `require`, and `import()`.

import type ts from 'typescript';
import { checkCall } from './outer-writes.js';
import { checkMetadata } from './plan-metadata.js';
import type { Planner } from './planner.js';
import { operationOf } from './roots.js';
import type { Scope } from './scope.js';
import { isConstant, isImportCall } from './syntax.js';

/** Visits a call. */
export function visitCall(planner: Planner, node: ts.CallExpression, scope: Scope): void {
  const { ts, builder } = planner;
  checkCall(planner, node, scope);
  checkMetadata(planner, node, scope);
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return visitImportCall(planner, node, scope);
  if (planRequire(planner, node, scope)) return;
  const callee = ts.isOptionalChain(node) ? undefined : planner.roots.calleeOf(node.expression, scope);
  if (callee !== undefined) {
    const { head, receiver } = callee;
    const site = builder.site(node, operationOf(ts, planner.file, node.expression));
    if (planner.roots.isLeafCall(node, callee)) {
      builder.edit({ kind: 'leaf', ...builder.span(head), site, slot: planner.useSlot(head, callee.slot), name: head.text, constructed: false });
      return;
    }
    const edit = { ...builder.span(node), site, open: node.arguments.pos - 1, empty: node.arguments.length === 0 };
    if (receiver === null) {
      builder.edit({ kind: 'rootCall', ...edit, slot: planner.useSlot(head, callee.slot) });
      for (const argument of node.arguments) planner.visit(argument, node, scope);
      return;
    }
    builder.edit({ kind: 'call', ...edit, receiver: { slot: builder.slot(callee.slot), name: head.text, members: receiver } });
  } else if (ts.isIdentifier(node.expression) && node.expression.text === 'eval' && scope.lookup('eval') === undefined) {
    builder.mark('eval', node);
  }
  planner.visitChildren(node, scope);
}

/** Plans `require` with a literal: what it gives is wrapped, or left alone if it is of the program or pure. */
function planRequire(planner: Planner, node: ts.CallExpression, scope: Scope): boolean {
  const { ts, builder } = planner;
  const [argument] = node.arguments;
  const { expression } = node;
  if (!ts.isIdentifier(expression) || expression.text !== 'require' || scope.lookup('require') !== undefined) return false;
  if (argument === undefined || node.arguments.length !== 1 || !ts.isStringLiteralLike(argument) || ts.isOptionalChain(node)) return false;
  if (planner.facts.boundary.classify(argument.text) === 'outside') {
    builder.edit({ kind: 'require', ...builder.span(node), slot: builder.slot(['i', argument.text, '*']) });
  }
  return true;
}

function visitImportCall(planner: Planner, node: ts.CallExpression, scope: Scope): void {
  const { ts, builder } = planner;
  const [specifier, options] = node.arguments;
  if (specifier === undefined || !isImportCall(ts, node)) return planner.visitChildren(node, scope);
  const literal = ts.isStringLiteralLike(specifier);
  const [side, because] = literal ? planner.facts.boundary.explain(specifier.text) : ['outside', 'default'];
  const known = side !== 'outside';
  // A `require` in disguise loads a module of the program in the same turn in every run.
  if (planner.facts.nativeImport || !known) {
    builder.edit({
      kind: 'dynamicImport',
      ...builder.span(node),
      site: builder.site(node, 'import'),
      open: node.arguments.pos - 1,
      specifier: builder.span(specifier),
      literal,
      program: side === 'program' && because !== 'location',
      options: options === undefined || (literal && isConstant(ts, options)) ? null : builder.span(options),
    });
  }
  for (const argument of node.arguments) planner.visit(argument, node, scope);
}

/** Visits a construction. */
export function visitNew(planner: Planner, node: ts.NewExpression, scope: Scope): void {
  const { ts, builder } = planner;
  const callee = planner.roots.classOf(node.expression, scope);
  if (callee !== undefined) {
    const isRoot = callee.receiver === null;
    if (planner.roots.isLeafConstruction(node, callee)) {
      const site = builder.site(node, `new ${callee.head.text}`);
      builder.edit({ kind: 'leaf', ...builder.span(callee.head), site, slot: builder.slot(callee.slot), name: callee.head.text, constructed: true });
      return;
    }
    builder.edit({
      kind: 'construct',
      ...builder.span(node),
      site: builder.site(node, `new ${operationOf(ts, planner.file, node.expression)}`),
      slot: isRoot ? planner.useSlot(callee.head, callee.slot) : null,
      open: node.arguments === undefined ? null : node.arguments.pos - 1,
    });
    if (isRoot) {
      for (const argument of node.arguments ?? []) planner.visit(argument, node, scope);
      return;
    }
  }
  planner.visitChildren(node, scope);
}
