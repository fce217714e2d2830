// Awaits, loops over promises, catches and the guards of async functions as nodes.
import type ts from 'typescript';
import type { AstPrinting } from './ast-printing.js';
import type { ForAwaitEdit } from './edits.js';

/** The {@link AwaitEdit}, as nodes. */
export function printAwait(printer: AstPrinting, node: ts.AwaitExpression): ts.Node {
  const { factory, helpers } = printer;
  if (printer.edits.find('await', node) === undefined) return printer.children(node);
  const inner = helpers.hook('a', [printer.expression(node.expression)]);
  return helpers.replace(node, 'v', [factory.updateAwaitExpression(node, inner)]);
}

/** The {@link ForAwaitEdit}, as nodes. */
export function printForAwait(printer: AstPrinting, node: ts.ForOfStatement): ts.Node {
  const edit = printer.edits.find('forAwait', node);
  if (edit === undefined) return printer.children(node);
  const { factory, helpers, ts } = printer;
  const { item } = printer.plan.names;
  const initializer = factory.createVariableDeclarationList([factory.createVariableDeclaration(item)], ts.NodeFlags.Const);
  const body = printer.visit(node.statement) as ts.Statement;
  return factory.updateForOfStatement(
    node, node.awaitModifier, ts.setTextRange(initializer, node.initializer),
    helpers.hook('iterate', [printer.expression(node.expression)]),
    ts.setTextRange(factory.createBlock([itemStatement(printer, node, edit), body], true), node.statement),
  );
}

/** `const pattern = _$().v(_$t);` in the way the loop declared or assigned it. */
function itemStatement(printer: AstPrinting, node: ts.ForOfStatement, edit: ForAwaitEdit): ts.Statement {
  const { factory, helpers, ts } = printer;
  const value = helpers.view(printer.plan.names.item);
  const { initializer } = node;
  if (edit.declaration === null || !ts.isVariableDeclarationList(initializer)) {
    const target = printer.expression(initializer as ts.Expression);
    return ts.setTextRange(factory.createExpressionStatement(factory.createAssignment(target, value)), initializer);
  }
  const name = printer.visit(initializer.declarations[0]?.name ?? initializer) as ts.BindingName;
  const statement = helpers.variable(name, value, initializer.flags & (ts.NodeFlags.BlockScoped | 4));
  ts.setTextRange(statement.declarationList, initializer);
  return ts.setTextRange(statement, initializer);
}

/** The {@link CatchEdit}, as nodes. */
export function printCatch(printer: AstPrinting, node: ts.CatchClause): ts.Node {
  const { factory, helpers, ts } = printer;
  const edit = printer.edits.find('catch', node);
  const declaration = node.variableDeclaration;
  if (edit === undefined || declaration === undefined) return printer.children(node);
  const block = printer.visit(node.block) as ts.Block;
  if (edit.name !== null) {
    const assignment = factory.createExpressionStatement(factory.createAssignment(factory.createIdentifier(edit.name), helpers.view(edit.name)));
    return factory.updateCatchClause(node, declaration, factory.updateBlock(block, [assignment, ...block.statements]));
  }
  const { error } = printer.plan.names;
  const pattern = helpers.variable(printer.visit(declaration.name) as ts.BindingName, helpers.view(error), ts.NodeFlags.Let);
  return factory.updateCatchClause(node, factory.createVariableDeclaration(error), factory.createBlock([pattern, block], true));
}

/** The {@link AsyncEdit} of an arrow whose body is an expression. */
export function printArrow(printer: AstPrinting, node: ts.ArrowFunction): ts.ArrowFunction {
  const { factory, helpers, ts } = printer;
  const visited = printer.children(node);
  const { body } = visited;
  if (ts.isBlock(body) || printer.edits.find('async', node.body) === undefined) return visited;
  const result = ts.setTextRange(factory.createReturnStatement(body), body);
  const block = ts.setTextRange(factory.createBlock([helpers.guard([result])]), node.body);
  return factory.updateArrowFunction(visited, visited.modifiers, visited.typeParameters, visited.parameters, visited.type, visited.equalsGreaterThanToken, block);
}

/** The {@link AsyncEdit} of a function with a block. */
export function printBlock(printer: AstPrinting, node: ts.Block): ts.Node {
  const edit = printer.edits.find('async', node);
  if (edit === undefined) return printer.children(node);
  const { factory, helpers, ts } = printer;
  const hoisted = new Set(edit.hoisted.map((span) => span.end));
  const statements = ts.visitNodes(node.statements, printer.visit, ts.isStatement);
  const rest = statements.slice(edit.directives);
  return factory.updateBlock(node, [
    ...statements.slice(0, edit.directives),
    ...rest.filter((statement) => hoisted.has(statement.end)),
    helpers.guard(rest.filter((statement) => !hoisted.has(statement.end))),
  ]);
}
