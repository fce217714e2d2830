// The static block by which a class shows what it hides, as nodes.

import type ts from 'typescript';
import type { AstHelpers } from './ast-helpers.js';
import type { HiddenEdit } from './edits.js';
import { hiddenGroups } from './hidden-members.js';

/** The class with the block behind its members. */
export function printHidden(helpers: AstHelpers, node: ts.ClassLikeDeclaration, edit: HiddenEdit): ts.ClassLikeDeclaration {
  const { factory, ts } = helpers;
  const parts = hiddenGroups(edit).flatMap(({ names, fields }) => [factory.createStringLiteral(names), ...fieldFunctions(helpers, fields)]);
  const block = factory.createClassStaticBlockDeclaration(factory.createBlock([factory.createExpressionStatement(helpers.hook('s', [factory.createThis(), ...parts]))]));
  const members = ts.setTextRange(factory.createNodeArray([...node.members, block]), node.members);
  return ts.isClassDeclaration(node)
    ? factory.updateClassDeclaration(node, node.modifiers, node.name, node.typeParameters, node.heritageClauses, members)
    : factory.updateClassExpression(node, node.modifiers, node.name, node.typeParameters, node.heritageClauses, members);
}

/** `(o) => #a in o ? [o.#a] : void 0` and `(o, v) => { o.#a = v[0]; }` */
function fieldFunctions(helpers: AstHelpers, fields: readonly string[]): readonly ts.Expression[] {
  const { factory, ts } = helpers;
  const last = fields.at(-1);
  if (last === undefined) return [factory.createVoidZero(), factory.createVoidZero()];
  const object = (): ts.Identifier => factory.createIdentifier('o');
  const field = (name: string): ts.Expression => factory.createPropertyAccessExpression(object(), factory.createPrivateIdentifier(name));
  const isOwn = factory.createBinaryExpression(factory.createPrivateIdentifier(last) as unknown as ts.Expression, ts.SyntaxKind.InKeyword, object());
  const read = factory.createConditionalExpression(isOwn, undefined, factory.createArrayLiteralExpression(fields.map(field)), undefined, factory.createVoidZero());
  const write = factory.createBlock(fields.map((name, i) => factory.createExpressionStatement(
    factory.createAssignment(field(name), factory.createElementAccessExpression(factory.createIdentifier('v'), i)),
  )));
  return [helpers.arrow(['o'], read), helpers.arrow(['o', 'v'], write)];
}
