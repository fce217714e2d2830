// Builds the calls of helpers that both halves of the tree printer use.

import type ts from 'typescript';
import type { HelperNames } from './edits.js';
import type { Typescript } from './typescript.js';

/** Makes nodes of helper calls. */
export class AstHelpers {
  /** `_$()`. What stands nowhere in the source is the same node wherever it is printed: most of what is added is of few kinds. */
  private readonly hooks: ts.Expression;
  /** `_$().name`, by name. */
  private readonly members = new Map<string, ts.Expression>();
  private rethrow: ts.CatchClause | undefined;

  constructor(readonly ts: Typescript, readonly factory: ts.NodeFactory, readonly names: HelperNames, private readonly text: string) {
    this.hooks = factory.createCallExpression(factory.createIdentifier(names.hooks), undefined, []);
  }

  /** `_$().name(...args)`; `position` is where the name of the hook is to be found in a stack trace. */
  hook(name: string, args: readonly ts.Expression[], position?: ts.TextRange): ts.CallExpression {
    const { factory, ts } = this;
    if (position === undefined) return factory.createCallExpression(this.member(name), undefined, args);
    const member = ts.setSourceMapRange(factory.createIdentifier(name), position);
    return factory.createCallExpression(factory.createPropertyAccessExpression(this.hooks, member), undefined, args);
  }

  private member(name: string): ts.Expression {
    let member = this.members.get(name);
    if (member === undefined) this.members.set(name, member = this.factory.createPropertyAccessExpression(this.hooks, name));
    return member;
  }

  /** {@link hook} in place of a node: takes over its position and comments. */
  replace(node: ts.Node, name: string, args: readonly ts.Expression[], position?: ts.TextRange): ts.CallExpression {
    return this.ts.setTextRange(this.hook(name, args, position), node);
  }

  /** An identifier again, without its comments. It points to the original, by which the compiler renames imports. */
  copy(node: ts.Identifier): ts.Identifier {
    const copy = this.ts.setOriginalNode(this.factory.createIdentifier(node.text), node);
    return this.ts.setSourceMapRange(copy, this.ts.getSourceMapRange(node));
  }

  /** `_$.t.name` */
  tag(name: string): ts.Expression {
    const { factory, names } = this;
    return factory.createPropertyAccessExpression(factory.createPropertyAccessExpression(factory.createIdentifier(names.hooks), 't'), name);
  }

  /** `_$().v(name)` */
  view(name: string): ts.CallExpression {
    return this.hook('v', [this.factory.createIdentifier(name)]);
  }

  number(value: number): ts.Expression {
    return this.factory.createNumericLiteral(value);
  }

  constant(name: string, value: ts.Expression): ts.VariableStatement {
    return this.variable(name, value, this.ts.NodeFlags.Const);
  }

  variable(name: ts.BindingName | string, value: ts.Expression, flags: ts.NodeFlags): ts.VariableStatement {
    const { factory } = this;
    const declaration = factory.createVariableDeclaration(name, undefined, undefined, value);
    return factory.createVariableStatement(undefined, factory.createVariableDeclarationList([declaration], flags));
  }

  /** `(parameter) => body` */
  arrow(parameters: readonly string[], body: ts.ConciseBody): ts.ArrowFunction {
    const { factory } = this;
    const declarations = parameters.map((parameter) => factory.createParameterDeclaration(undefined, undefined, parameter));
    return factory.createArrowFunction(undefined, undefined, declarations, undefined, undefined, body);
  }

  /** `catch (_$e) { throw _$().v(_$e); }` around the statements. */
  guard(statements: readonly ts.Statement[]): ts.TryStatement {
    const { factory, names } = this;
    this.rethrow ??= factory.createCatchClause(factory.createVariableDeclaration(names.error), this.flatBlock([factory.createThrowStatement(this.view(names.error))]));
    return factory.createTryStatement(this.flatBlock(statements), this.rethrow, undefined);
  }

  /** A block in one line: of long functions, the indentation of a nested one would be most of what is added. */
  private flatBlock(statements: readonly ts.Statement[]): ts.Block {
    const { factory, text, ts } = this;
    // The compiler prints comments between the statements of one line with both of them.
    const commented = statements.some((statement, index) => index > 0 && statement.pos >= 0 && ts.getTrailingCommentRanges(text, statement.pos) !== undefined);
    return commented ? factory.createBlock(statements, true) : ts.setEmitFlags(factory.createBlock(statements), ts.EmitFlags.SingleLine);
  }
}
