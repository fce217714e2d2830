// Questions about single nodes that scope analysis and planning both ask.

import type ts from 'typescript';
import type { Typescript } from './typescript.js';

/** Whether a declaration carries the modifier. */
export function hasModifier(ts: Typescript, node: ts.Node, kind: ts.SyntaxKind): boolean {
  // Asked of every statement. The compiler's own ways to the modifiers make a list of them first.
  const { modifiers } = node as { readonly modifiers?: readonly ts.ModifierLike[] };
  return modifiers?.some((modifier) => modifier.kind === kind) === true && ts.canHaveModifiers(node);
}

/** The names that a variable, parameter or pattern binds. */
export function bindingNames(ts: Typescript, name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element: ts.ArrayBindingElement) => (ts.isOmittedExpression(element) ? [] : bindingNames(ts, element.name)));
}

/** The parts of a dotted name. */
export function entityName(ts: Typescript, name: ts.EntityName): string[] {
  return ts.isIdentifier(name) ? [name.text] : [...entityName(ts, name.left), name.right.text];
}

/** Whether nothing of the node is left in the output: types, ambient declarations. */
export function isTypeOnlyNode(ts: Typescript, node: ts.Node): boolean {
  switch (node.kind) {
    case ts.SyntaxKind.InterfaceDeclaration:
    case ts.SyntaxKind.TypeAliasDeclaration:
    case ts.SyntaxKind.TypeParameter:
    case ts.SyntaxKind.IndexSignature:
    case ts.SyntaxKind.NamespaceExportDeclaration:
      return true;
    case ts.SyntaxKind.ExpressionWithTypeArguments:
      return false;
    case ts.SyntaxKind.HeritageClause:
      return (node as ts.HeritageClause).token === ts.SyntaxKind.ImplementsKeyword;
    case ts.SyntaxKind.VariableStatement:
    case ts.SyntaxKind.ClassDeclaration:
    case ts.SyntaxKind.EnumDeclaration:
    case ts.SyntaxKind.FunctionDeclaration:
      return hasModifier(ts, node, ts.SyntaxKind.DeclareKeyword);
    case ts.SyntaxKind.PropertyDeclaration:
      // Its decorators are called all the same.
      return hasModifier(ts, node, ts.SyntaxKind.DeclareKeyword) && (ts.getDecorators(node as ts.PropertyDeclaration)?.length ?? 0) === 0;
    case ts.SyntaxKind.ModuleDeclaration:
      return hasModifier(ts, node, ts.SyntaxKind.DeclareKeyword) || !isInstantiated(ts, node as ts.ModuleDeclaration);
    default:
      return ts.isTypeNode(node);
  }
}

/** Whether a namespace leaves an object in the output: one of types alone does not. */
export function isInstantiated(ts: Typescript, node: ts.ModuleDeclaration): boolean {
  const { body } = node;
  if (body === undefined || ts.isStringLiteral(node.name) || hasModifier(ts, node, ts.SyntaxKind.DeclareKeyword)) return false;
  if (ts.isModuleDeclaration(body)) return isInstantiated(ts, body);
  return ts.isModuleBlock(body) && body.statements.some((statement) => !isTypeOnlyNode(ts, statement));
}

/** Parentheses, and what only types see: `as`, `!`, `satisfies`, `<T>`. */
export function isWrapper(ts: Typescript, node: ts.Node): node is ts.Expression & { readonly expression: ts.Expression } {
  // TypeScript 4.8 has neither this kind nor a function that asks for it.
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || node.kind === ts.SyntaxKind.SatisfiesExpression || ts.isTypeAssertionExpression(node);
}

/** The expression without parentheses and type annotations, which change nothing of a callee or a target. */
export function withoutWrappers(ts: Typescript, expression: ts.Expression): ts.Expression {
  // Nearly every expression that is asked about is one of these two.
  if (ts.isIdentifier(expression) || ts.isPropertyAccessExpression(expression)) return expression;
  let inner = expression;
  while (isWrapper(ts, inner)) inner = inner.expression;
  return inner;
}

/** The directives (`"use strict"`) that a list of statements starts with. */
export function directivesOf(ts: Typescript, statements: readonly ts.Statement[]): readonly ts.Statement[] {
  const end = statements.findIndex((statement) => !(ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression)));
  return end < 0 ? statements : statements.slice(0, end);
}

/** Whether the call has the arguments that `import()` takes; any others are an error for the engine to report. */
export function isImportCall(ts: Typescript, node: ts.CallExpression): boolean {
  return node.arguments.length >= 1 && node.arguments.length <= 2 && !node.arguments.some((argument) => ts.isSpreadElement(argument));
}

/** Whether an expression consists of literals, so that it makes no difference when it is evaluated. */
export function isConstant(ts: Typescript, expression: ts.Expression): boolean {
  if (!ts.isObjectLiteralExpression(expression)) return ts.isStringLiteralLike(expression);
  return expression.properties.every((property) => ts.isPropertyAssignment(property) && !ts.isComputedPropertyName(property.name) && isConstant(ts, property.initializer));
}

/** Whether an identifier stands for the value of a variable, rather than naming a property, a label or a binding. */
export function isReference(node: ts.Identifier, parent: ts.Node): boolean {
  const named = parent as { name?: ts.Node; label?: ts.Node; propertyName?: ts.Node };
  return named.name !== node && named.label !== node && named.propertyName !== node;
}

/** Whether a statement declares something for its block, and so cannot be the body of a loop. */
export function isDeclaration(ts: Typescript, statement: ts.Statement): boolean {
  if (ts.isVariableStatement(statement)) return (statement.declarationList.flags & ts.NodeFlags.BlockScoped) !== 0;
  return ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
}
