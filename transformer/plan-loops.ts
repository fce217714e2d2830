// Loops over items: `for await` keeps the order of the promises that it awaits.

import type ts from 'typescript';
import { visitTarget } from './plan-targets.js';
import type { Planner } from './planner.js';
import type { Scope } from './scope.js';
import { isDeclaration } from './syntax.js';
import type { Typescript } from './typescript.js';

/** Visits a `for` … `in` or `of`; plans a `for await`. */
export function visitForEach(planner: Planner, node: ts.ForInStatement | ts.ForOfStatement, scope: Scope): void {
  const { ts, builder } = planner;
  const list = ts.isVariableDeclarationList(node.initializer) ? node.initializer : undefined;
  // A loop that declares two variables or gives one a value, or whose body is a declaration, is an error for the engine to report.
  const wellFormed = !isDeclaration(ts, node.statement) && (list === undefined || (list.declarations.length === 1 && list.declarations[0]?.initializer === undefined));
  if (ts.isForOfStatement(node) && node.awaitModifier !== undefined && wellFormed) {
    planner.awaits = true;
    const target = list?.declarations[0]?.name ?? node.initializer;
    builder.edit({
      kind: 'forAwait',
      ...builder.span(node),
      initializer: builder.span(node.initializer),
      declaration: list === undefined ? null : declarationKind(ts, list),
      target: builder.span(target),
      iterable: builder.span(node.expression),
      body: builder.span(node.statement),
    });
  }
  if (ts.isVariableDeclarationList(node.initializer)) planner.visit(node.initializer, node, scope);
  else visitTarget(planner, node.initializer, node, scope);
  planner.visit(node.expression, node, scope);
  planner.visit(node.statement, node, scope);
}

function declarationKind(ts: Typescript, list: ts.VariableDeclarationList): 'const' | 'let' | 'var' | 'using' | 'await using' {
  const kind = list.flags & ts.NodeFlags.BlockScoped;
  // `using` came with TypeScript 5.2; its flags are combinations of the older ones.
  if (kind === (ts.NodeFlags.Const | 4)) return 'await using';
  if (kind === 4) return 'using';
  if (kind === ts.NodeFlags.Const) return 'const';
  return kind === ts.NodeFlags.Let ? 'let' : 'var';
}
