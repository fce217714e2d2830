// Plan to nodes: the transformer that runs before TypeScript's own. Original nodes stay inside the new ones, so that
// the compiler's renaming of imports, its constants and its source maps keep working.

import type ts from 'typescript';
import { printAnnotated } from './ast-annotated.js';
import { AstHelpers } from './ast-helpers.js';
import { headerStatements } from './ast-header.js';
import { printHidden } from './ast-hidden.js';
import { printReexport, reexportConstants } from './ast-reexport.js';
import type { CallEdit, ForAwaitEdit, Plan, RootCallEdit } from './edits.js';
import { EditIndex } from './edit-index.js';
import type { ModuleFacts } from './module-facts.js';
import { Role, rolesOf } from './roles.js';
import { withoutWrappers } from './syntax.js';
import type { Typescript } from './typescript.js';

/** Whether an exported name is a value; of one that is a type only, nothing is left in the output. */
export type IsValue = (node: ts.ExportSpecifier | ts.Identifier) => boolean;

/** A range without comments. */
const NOWHERE: ts.TextRange = { pos: -1, end: -1 };

/** Applies a plan to the tree it was made from. */
export function printAst(ts: Typescript, context: ts.TransformationContext, file: ts.SourceFile, plan: Plan, facts: ModuleFacts, isValue: IsValue): ts.SourceFile {
  return new AstPrinter(ts, context, file, plan, isValue).print(facts);
}

class AstPrinter {
  private readonly factory: ts.NodeFactory;
  private readonly helpers: AstHelpers;
  private readonly edits: EditIndex;
  private readonly roles: Uint8Array;

  constructor(
    private readonly ts: Typescript,
    private readonly context: ts.TransformationContext,
    private readonly file: ts.SourceFile,
    private readonly plan: Plan,
    private readonly isValue: IsValue,
  ) {
    this.factory = context.factory;
    this.helpers = new AstHelpers(ts, context.factory, plan.names, file.text);
    this.edits = new EditIndex(file, plan.edits);
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
    return factory.updateSourceFile(file, ts.setTextRange(statements, file.statements));
  }

  private statement(statement: ts.Statement): readonly ts.Statement[] {
    const { ts } = this;
    if (ts.isExportDeclaration(statement)) {
      const edit = this.edits.find('reexport', statement);
      return edit === undefined ? [statement] : printReexport(this.helpers, this.plan, statement, edit, this.isValue);
    }
    return [this.visit(statement) as ts.Statement];
  }

  private readonly visit = (node: ts.Node): ts.Node => {
    if (!this.edits.touches(node)) return node;
    switch (this.roles[node.kind]) {
      case Role.Identifier: return this.identifier(node as ts.Identifier);
      case Role.Shorthand: return this.shorthand(node as ts.ShorthandPropertyAssignment);
      case Role.Call: return this.call(node as ts.CallExpression);
      case Role.New: return this.construct(node as ts.NewExpression);
      case Role.Await: return this.awaited(node as ts.AwaitExpression);
      case Role.Meta: return this.meta(node as ts.MetaProperty);
      case Role.ForEach: return this.forOf(node as ts.ForOfStatement);
      case Role.Catch: return this.catchClause(node as ts.CatchClause);
      case Role.ExportAssignment: return this.exportAssignment(node as ts.ExportAssignment);
      case Role.Decorator: return this.decorator(node as ts.Decorator);
      case Role.Class: return this.classLike(node as ts.ClassLikeDeclaration);
      case Role.Function: return this.functionLike(node as ts.FunctionLikeDeclaration);
      case Role.Block: return this.block(node as ts.Block);
      case Role.Binary: return this.binary(node as ts.BinaryExpression);
      default: return this.children(node);
    }
  };

  private children<T extends ts.Node>(node: T): T {
    return this.ts.visitEachChild(node, this.visit, this.context);
  }

  private expression(node: ts.Expression): ts.Expression {
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
    if (call !== undefined) return this.crossing(node, call);
    const root = this.edits.find('rootCall', node);
    if (root !== undefined) return this.rootCall(node, root);
    const required = this.edits.find('require', node);
    if (required !== undefined) return helpers.replace(node, 'ref', [helpers.number(required.slot), node]);
    return this.edits.find('dynamicImport', node) === undefined ? this.children(node) : this.dynamicImport(node);
  }

  private crossing(node: ts.CallExpression, edit: CallEdit): ts.Node {
    const { factory, helpers, ts } = this;
    const callee = withoutWrappers(ts, node.expression);
    const args = node.arguments.map((argument) => this.expression(argument));
    const named = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
    const all = [helpers.number(edit.site), this.callee(node), this.receiver(callee, edit)];
    if (args.length > 0) all.push(factory.createArrayLiteralExpression(args));
    return ts.setOriginalNode(helpers.replace(node, args.length > 0 ? 'call' : 'call0', all, this.range(named)), node);
  }

  private rootCall(node: ts.CallExpression, edit: RootCallEdit): ts.Node {
    const { factory, helpers, ts } = this;
    const args = node.arguments.map((argument) => this.expression(argument));
    const all = [helpers.number(edit.site), helpers.number(edit.slot), this.rootArgument(node)];
    if (args.length > 0) all.push(factory.createArrayLiteralExpression(args));
    return ts.setOriginalNode(helpers.replace(node, 'f', all, this.range(withoutWrappers(ts, node.expression))), node);
  }

  private rootArgument(node: ts.CallExpression | ts.NewExpression): ts.Expression {
    return this.helpers.copy(withoutWrappers(this.ts, node.expression) as ts.Identifier);
  }

  /** The callee as an argument. The comments before it are printed with the call, which starts at the same place. */
  private callee(node: ts.CallExpression | ts.NewExpression): ts.Expression {
    const { ts } = this;
    const callee = this.expression(node.expression);
    for (let part: ts.Node | undefined = callee; part !== undefined; part = (part as { expression?: ts.Node }).expression) {
      ts.setCommentRange(part, NOWHERE);
      if (ts.isCallExpression(part)) break;
    }
    return callee;
  }

  /** The object whose member is called, a second time. */
  private receiver(callee: ts.Expression, edit: CallEdit): ts.Expression {
    const { factory, helpers, ts } = this;
    let head = withoutWrappers(ts, (callee as ts.PropertyAccessExpression | ts.ElementAccessExpression).expression);
    while (ts.isPropertyAccessExpression(head)) head = withoutWrappers(ts, head.expression);
    const root: ts.Expression = helpers.hook('ref', [helpers.number(edit.receiver.slot), helpers.copy(head as ts.Identifier)]);
    return edit.receiver.members.reduce((object, member) => factory.createPropertyAccessExpression(object, member), root);
  }

  private range(node: ts.Node): ts.TextRange {
    return { pos: node.getStart(this.file), end: node.end };
  }

  private construct(node: ts.NewExpression): ts.Node {
    const { factory, helpers, ts } = this;
    const edit = this.edits.find('construct', node);
    if (edit === undefined) return this.children(node);
    const args = (node.arguments ?? []).map((argument) => this.expression(argument));
    const callee = edit.slot === null ? [this.callee(node)] : [helpers.number(edit.slot), this.rootArgument(node)];
    const all = [helpers.number(edit.site), ...callee, factory.createArrayLiteralExpression(args)];
    return ts.setOriginalNode(helpers.replace(node, edit.slot === null ? 'construct' : 'n', all, this.range(node)), node);
  }

  private dynamicImport(node: ts.CallExpression): ts.Node {
    const { factory, helpers, ts } = this;
    const { names } = this.plan;
    const edit = this.edits.find('dynamicImport', node);
    const [specifier, options] = node.arguments;
    if (edit === undefined || specifier === undefined) return this.children(node);
    const parameters = edit.literal ? [] : [names.specifier];
    const replaced = (load: ts.Expression): ts.Node => {
      const given = ts.isStringLiteralLike(specifier) ? factory.createStringLiteral(specifier.text) : this.expression(specifier);
      return helpers.replace(node, 'dynamicImport', [helpers.number(edit.site), given, load, ...edit.program ? [factory.createTrue()] : []], this.range(node));
    };
    const literal = edit.literal ? specifier : factory.createIdentifier(names.specifier);
    if (edit.options === null || options === undefined) {
      const whole = edit.literal ? node : factory.updateCallExpression(node, node.expression, undefined, [literal]);
      return replaced(helpers.arrow(parameters, ts.setCommentRange(whole, NOWHERE)));
    }
    const inner = factory.updateCallExpression(node, node.expression, undefined, [literal, factory.createIdentifier(names.options)]);
    const outer = helpers.arrow([names.options], helpers.arrow(parameters, ts.setCommentRange(inner, NOWHERE)));
    return replaced(factory.createCallExpression(factory.createParenthesizedExpression(outer), undefined, [this.expression(options)]));
  }

  private awaited(node: ts.AwaitExpression): ts.Node {
    const { factory, helpers } = this;
    if (this.edits.find('await', node) === undefined) return this.children(node);
    const inner = helpers.hook('a', [this.expression(node.expression)]);
    return helpers.replace(node, 'v', [factory.updateAwaitExpression(node, inner)]);
  }

  private meta(node: ts.MetaProperty): ts.Node {
    return this.edits.find('meta', node) === undefined ? node : this.helpers.replace(node, 'meta', [node]);
  }

  private forOf(node: ts.ForOfStatement): ts.Node {
    const edit = this.edits.find('forAwait', node);
    if (edit === undefined) return this.children(node);
    const { factory, helpers, ts } = this;
    const { item } = this.plan.names;
    const initializer = factory.createVariableDeclarationList([factory.createVariableDeclaration(item)], ts.NodeFlags.Const);
    const body = this.visit(node.statement) as ts.Statement;
    return factory.updateForOfStatement(
      node, node.awaitModifier, ts.setTextRange(initializer, node.initializer),
      helpers.hook('iterate', [this.expression(node.expression)]),
      ts.setTextRange(factory.createBlock([this.itemStatement(node, edit), body], true), node.statement),
    );
  }

  /** `const pattern = _$().v(_$t);` in the way the loop declared or assigned it. */
  private itemStatement(node: ts.ForOfStatement, edit: ForAwaitEdit): ts.Statement {
    const { factory, helpers, ts } = this;
    const value = helpers.view(this.plan.names.item);
    const { initializer } = node;
    if (edit.declaration === null || !ts.isVariableDeclarationList(initializer)) {
      const target = this.expression(initializer as ts.Expression);
      return ts.setTextRange(factory.createExpressionStatement(factory.createAssignment(target, value)), initializer);
    }
    const name = this.visit(initializer.declarations[0]?.name ?? initializer) as ts.BindingName;
    const statement = helpers.variable(name, value, initializer.flags & (ts.NodeFlags.BlockScoped | 4));
    ts.setTextRange(statement.declarationList, initializer);
    return ts.setTextRange(statement, initializer);
  }

  private catchClause(node: ts.CatchClause): ts.Node {
    const { factory, helpers, ts } = this;
    const edit = this.edits.find('catch', node);
    const declaration = node.variableDeclaration;
    if (edit === undefined || declaration === undefined) return this.children(node);
    const block = this.visit(node.block) as ts.Block;
    if (edit.name !== null) {
      const assignment = factory.createExpressionStatement(factory.createAssignment(factory.createIdentifier(edit.name), helpers.view(edit.name)));
      return factory.updateCatchClause(node, declaration, factory.updateBlock(block, [assignment, ...block.statements]));
    }
    const { error } = this.plan.names;
    const pattern = helpers.variable(this.visit(declaration.name) as ts.BindingName, helpers.view(error), ts.NodeFlags.Let);
    return factory.updateCatchClause(node, factory.createVariableDeclaration(error), factory.createBlock([pattern, block], true));
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

  private classLike(node: ts.ClassLikeDeclaration): ts.Node {
    const edit = this.edits.find('hidden', node);
    return edit === undefined ? this.children(node) : printHidden(this.helpers, this.children(node), edit);
  }

  private functionLike(node: ts.FunctionLikeDeclaration): ts.Node {
    const edit = this.edits.find('annotated', node);
    const inner = this.ts.isArrowFunction(node) ? this.arrow(node) : this.children(node);
    return edit === undefined ? inner : printAnnotated(this.helpers, node, inner, edit);
  }

  private arrow(node: ts.ArrowFunction): ts.ArrowFunction {
    const { factory, helpers, ts } = this;
    const visited = this.children(node);
    const { body } = visited;
    if (ts.isBlock(body) || this.edits.find('async', node.body) === undefined) return visited;
    const result = ts.setTextRange(factory.createReturnStatement(body), body);
    const block = ts.setTextRange(factory.createBlock([helpers.guard([result])]), node.body);
    return factory.updateArrowFunction(visited, visited.modifiers, visited.typeParameters, visited.parameters, visited.type, visited.equalsGreaterThanToken, block);
  }

  private block(node: ts.Block): ts.Node {
    const edit = this.edits.find('async', node);
    if (edit === undefined) return this.children(node);
    const { factory, helpers, ts } = this;
    const hoisted = new Set(edit.hoisted.map((span) => span.end));
    const statements = ts.visitNodes(node.statements, this.visit, ts.isStatement);
    const rest = statements.slice(edit.directives);
    return factory.updateBlock(node, [
      ...statements.slice(0, edit.directives),
      ...rest.filter((statement) => hoisted.has(statement.end)),
      helpers.guard(rest.filter((statement) => !hoisted.has(statement.end))),
    ]);
  }
}
