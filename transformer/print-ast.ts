// Plan to nodes: the transformer that runs before TypeScript's own. Original nodes stay inside the new ones, so that
// the compiler's renaming of imports, its constants and its source maps keep working.

import type ts from 'typescript';
import { printAnnotated } from './ast-annotated.js';
import { printArrow, printAwait, printBlock, printCatch, printForAwait } from './ast-async.js';
import { printConstruction, printCrossing, printDynamicImport, printRootCall } from './ast-calls.js';
import { AstHelpers } from './ast-helpers.js';
import { headerStatements } from './ast-header.js';
import { printHidden } from './ast-hidden.js';
import { printReexport, reexportConstants } from './ast-reexport.js';
import { OutputSpecifiers } from './ast-specifiers.js';
import type { AstPrinting, IsValue } from './ast-printing.js';
import type { Plan } from './edits.js';
import { EditIndex } from './edit-index.js';
import type { ModuleFacts } from './module-facts.js';
import { Role, rolesOf } from './roles.js';
import type { Typescript } from './typescript.js';

/** Applies a plan to the tree it was made from. */
export function printAst(ts: Typescript, context: ts.TransformationContext, file: ts.SourceFile, plan: Plan, facts: ModuleFacts, isValue: IsValue): ts.SourceFile {
  return new AstPrinter(ts, context, file, plan, isValue).print(facts);
}

class AstPrinter implements AstPrinting {
  readonly factory: ts.NodeFactory;
  readonly helpers: AstHelpers;
  readonly edits: EditIndex;
  readonly specifiers: OutputSpecifiers;
  private readonly roles: Uint8Array;

  constructor(
    readonly ts: Typescript,
    private readonly context: ts.TransformationContext,
    readonly file: ts.SourceFile,
    readonly plan: Plan,
    private readonly isValue: IsValue,
  ) {
    this.factory = context.factory;
    this.helpers = new AstHelpers(ts, context.factory, plan.names, file.text);
    this.edits = new EditIndex(file, plan.edits);
    this.specifiers = new OutputSpecifiers(ts, context);
    this.roles = rolesOf(ts);
  }

  print(facts: ModuleFacts): ts.SourceFile {
    const { file, factory, plan, ts } = this;
    const { directives } = plan;
    const header = headerStatements(this.helpers, file, plan, facts);
    const constants = reexportConstants(this.helpers, file, plan, this.isValue);
    const body = file.statements.slice(directives).flatMap((statement) => [
      ...this.statement(statement),
      ...(constants.get(statement.end) ?? []),
    ]);
    const statements = factory.createNodeArray([...file.statements.slice(0, directives), ...header, ...body]);
    return this.specifiers.complete(factory.updateSourceFile(file, ts.setTextRange(statements, file.statements)), file);
  }

  private statement(statement: ts.Statement): readonly ts.Statement[] {
    const { ts } = this;
    if (ts.isExportDeclaration(statement)) {
      const edit = this.edits.find('reexport', statement);
      return edit === undefined ? [statement] : printReexport(this.helpers, this.plan, statement, edit, this.isValue);
    }
    return [this.visit(statement) as ts.Statement];
  }

  readonly visit = (node: ts.Node): ts.Node => {
    if (!this.edits.touches(node)) return node;
    switch (this.roles[node.kind]) {
      case Role.Identifier: return this.identifier(node as ts.Identifier);
      case Role.Shorthand: return this.shorthand(node as ts.ShorthandPropertyAssignment);
      case Role.Call: return this.call(node as ts.CallExpression);
      case Role.New: return printConstruction(this, node as ts.NewExpression);
      case Role.Await: return printAwait(this, node as ts.AwaitExpression);
      case Role.Meta: return this.meta(node as ts.MetaProperty);
      case Role.ForEach: return printForAwait(this, node as ts.ForOfStatement);
      case Role.Catch: return printCatch(this, node as ts.CatchClause);
      case Role.ExportAssignment: return this.exportAssignment(node as ts.ExportAssignment);
      case Role.Decorator: return this.decorator(node as ts.Decorator);
      case Role.Property: return this.property(node as ts.PropertyDeclaration);
      case Role.Class: return this.classLike(node as ts.ClassLikeDeclaration);
      case Role.Function: return this.functionLike(node as ts.FunctionLikeDeclaration);
      case Role.Block: return printBlock(this, node as ts.Block);
      case Role.Binary: return this.binary(node as ts.BinaryExpression);
      default: return this.children(node);
    }
  };

  children<T extends ts.Node>(node: T): T {
    return this.ts.visitEachChild(node, this.visit, this.context);
  }

  expression(node: ts.Expression): ts.Expression {
    return this.visit(node) as ts.Expression;
  }

  /** Left-leaning chains (`a + b + …`) are long in generated code: no recursion along them, nor has the compiler's own printer any. */
  private binary(node: ts.BinaryExpression): ts.Node {
    const chain: ts.BinaryExpression[] = [];
    let left: ts.Expression = node;
    for (; this.ts.isBinaryExpression(left); left = left.left) chain.push(left);
    return chain.reduceRight<ts.Expression>(
      (before, { operatorToken, right }, index) => this.factory.updateBinaryExpression(chain[index] as ts.BinaryExpression, before, operatorToken, this.expression(right)),
      this.expression(left),
    );
  }

  private identifier(node: ts.Identifier): ts.Node {
    const reference = this.edits.find('ref', node);
    if (reference !== undefined) return this.helpers.replace(node, 'ref', [this.helpers.number(reference.slot), this.helpers.copy(node)]);
    const tag = this.edits.find('tag', node);
    if (tag !== undefined) return this.ts.setTextRange(this.helpers.tag(tag.name), node);
    const leaf = this.edits.find('leaf', node);
    if (leaf !== undefined) return this.helpers.replace(node, 'l', [this.helpers.number(leaf.site), this.helpers.number(leaf.slot), this.helpers.copy(node)]);
    return this.edits.find('path', node) === undefined ? node : this.helpers.replace(node, 'path', [this.helpers.copy(node)]);
  }

  private shorthand(node: ts.ShorthandPropertyAssignment): ts.Node {
    const value = this.identifier(node.name);
    if (value === node.name) return this.children(node);
    const { ts, factory } = this;
    const property = factory.createPropertyAssignment(factory.createIdentifier(node.name.text), value as ts.Expression);
    return ts.setOriginalNode(ts.setTextRange(property, node), node);
  }

  private call(node: ts.CallExpression): ts.Node {
    const { helpers } = this;
    const call = this.edits.find('call', node);
    if (call !== undefined) return printCrossing(this, node, call);
    const root = this.edits.find('rootCall', node);
    if (root !== undefined) return printRootCall(this, node, root);
    const required = this.edits.find('require', node);
    if (required !== undefined) return helpers.replace(node, 'ref', [helpers.number(required.slot), node]);
    const imported = this.edits.find('dynamicImport', node);
    return imported === undefined ? this.children(node) : printDynamicImport(this, node, imported);
  }

  private meta(node: ts.MetaProperty): ts.Node {
    return this.edits.find('meta', node) === undefined ? node : this.helpers.replace(node, 'meta', [node]);
  }

  private exportAssignment(node: ts.ExportAssignment): ts.Node {
    // Of `export default T` for an imported type, the compiler leaves nothing, as long as the node is its own.
    if (this.ts.isIdentifier(node.expression) && !this.isValue(node.expression)) return node;
    return this.children(node);
  }

  private decorator(node: ts.Decorator): ts.Node {
    if (this.edits.find('decorator', node) === undefined) return this.children(node);
    return this.factory.updateDecorator(node, this.factory.createParenthesizedExpression(this.expression(node.expression)));
  }

  /** One that is only declared has decorators that are called. The compiler tells it by a flag of the parser's, which an updated node lacks: it would define the property. */
  private property(node: ts.PropertyDeclaration): ts.Node {
    const property = this.children(node);
    const { Ambient } = this.ts.NodeFlags as unknown as { readonly Ambient: ts.NodeFlags };
    if (property !== node) (property as { flags: ts.NodeFlags }).flags |= node.flags & Ambient;
    return property;
  }

  private classLike(node: ts.ClassLikeDeclaration): ts.Node {
    const edit = this.edits.find('hidden', node);
    return edit === undefined ? this.children(node) : printHidden(this.helpers, this.children(node), edit);
  }

  private functionLike(node: ts.FunctionLikeDeclaration): ts.Node {
    const edit = this.edits.find('annotated', node);
    const inner = this.ts.isArrowFunction(node) ? printArrow(this, node) : this.children(node);
    return edit === undefined ? inner : printAnnotated(this.helpers, node, inner, edit);
  }
}
