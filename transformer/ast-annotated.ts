// Annotated functions as nodes: what is evaluated in a call goes into a function of its own.

import type ts from 'typescript';
import type { AstHelpers } from './ast-helpers.js';
import type { AnnotatedEdit } from './edits.js';
import { outerParameters } from './outer-function.js';

/**
 * The function in the place of an annotated one.
 *
 * @param inner - the function with its children printed
 */
export function printAnnotated(helpers: AstHelpers, node: ts.FunctionLikeDeclaration, inner: ts.FunctionLikeDeclaration, edit: AnnotatedEdit): ts.Node {
  const { factory, ts } = helpers;
  const parameters = outer(helpers, node, edit);
  const call = helpers.hook(edit.hook, [helpers.number(edit.site), receiver(helpers, edit), given(helpers, edit), innerFunction(helpers, inner, edit)]);
  if (ts.isArrowFunction(node)) return ts.setTextRange(factory.createArrowFunction(undefined, undefined, parameters, undefined, undefined, call), node);
  const place = inner.body as ts.Block;
  const body = ts.setTextRange(factory.createBlock([ts.setTextRange(factory.createReturnStatement(call), place)]), place);
  const modifiers = (ts.canHaveModifiers(inner) ? inner.modifiers as ts.NodeArray<ts.ModifierLike> | undefined : undefined)?.filter(({ kind }) => kind !== ts.SyntaxKind.AsyncKeyword);
  if (ts.isFunctionDeclaration(inner)) return factory.updateFunctionDeclaration(inner, modifiers, undefined, inner.name, undefined, parameters, undefined, body);
  if (ts.isFunctionExpression(inner)) return factory.updateFunctionExpression(inner, undefined, undefined, inner.name, undefined, parameters, undefined, body);
  if (ts.isMethodDeclaration(inner)) return factory.updateMethodDeclaration(inner, modifiers, undefined, inner.name, inner.questionToken, undefined, parameters, inner.type, body);
  if (ts.isGetAccessorDeclaration(inner)) return factory.updateGetAccessorDeclaration(inner, modifiers, inner.name, parameters, inner.type, body);
  return factory.updateSetAccessorDeclaration(inner as ts.SetAccessorDeclaration, modifiers, (inner as ts.SetAccessorDeclaration).name, parameters, body);
}

/** The outer parameters, with the types from which the compiler makes its metadata for decorators. */
function outer({ factory, names, ts }: AstHelpers, node: ts.FunctionLikeDeclaration, edit: AnnotatedEdit): ts.ParameterDeclaration[] {
  const types = node.parameters.slice(node.parameters.length - edit.parameters.length).map(({ type }) => type);
  return outerParameters(edit, names).map(({ name, kind }, i) => factory.createParameterDeclaration(
    undefined, kind === 'rest' ? factory.createToken(ts.SyntaxKind.DotDotDotToken) : undefined, name, undefined, types[i], kind === 'default' ? factory.createVoidZero() : undefined,
  ));
}

function receiver({ factory }: AstHelpers, { form, usesThis }: AnnotatedEdit): ts.Expression {
  return form === 'arrow' && !usesThis ? factory.createVoidZero() : factory.createThis();
}

function given({ factory, names }: AstHelpers, edit: AnnotatedEdit): ts.Expression {
  if (edit.form !== 'arrow') return factory.createIdentifier('arguments');
  return factory.createArrayLiteralExpression(outerParameters(edit, names).map(({ name, kind }) => {
    const argument = factory.createIdentifier(name);
    return kind === 'rest' ? factory.createSpreadElement(argument) : argument;
  }));
}

/** The comments of the function stand before the outer one. */
const NOWHERE: ts.TextRange = { pos: -1, end: -1 };

/** The function itself. Methods become arrows, which share `this`, `super` and `arguments` with the outer method. */
function innerFunction({ factory, ts }: AstHelpers, inner: ts.FunctionLikeDeclaration, edit: AnnotatedEdit): ts.Expression {
  if (ts.isArrowFunction(inner)) return ts.setCommentRange(inner, NOWHERE);
  const modifiers = edit.async === null ? undefined : [factory.createToken(ts.SyntaxKind.AsyncKeyword)];
  const body = inner.body as ts.Block;
  if (edit.form !== 'method') {
    const star = edit.star === null ? undefined : factory.createToken(ts.SyntaxKind.AsteriskToken);
    const name = edit.name === '' ? undefined : factory.createIdentifier(edit.name);
    const made = factory.createFunctionExpression(modifiers, star, name, inner.typeParameters, inner.parameters, inner.type, body);
    return ts.setCommentRange(ts.setTextRange(made, inner), NOWHERE);
  }
  const parameters = inner.parameters.slice(inner.parameters.length - edit.parameters.length);
  return factory.createArrowFunction(modifiers, inner.typeParameters, parameters, inner.type, factory.createToken(ts.SyntaxKind.EqualsGreaterThanToken), body);
}
