// Calls, constructions and imports of the outside as nodes.
import type ts from 'typescript';
import type { AstPrinting } from './ast-printing.js';
import type { CallEdit, DynamicImportEdit, RootCallEdit } from './edits.js';
import { withoutWrappers } from './syntax.js';

/** A range without comments. */
const NOWHERE: ts.TextRange = { pos: -1, end: -1 };

/** The {@link CallEdit}, as nodes. */
export function printCrossing(printer: AstPrinting, node: ts.CallExpression, edit: CallEdit): ts.Node {
  const { factory, helpers, ts } = printer;
  const callee = withoutWrappers(ts, node.expression);
  const args = node.arguments.map((argument) => printer.expression(argument));
  const named = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  const all = [helpers.number(edit.site), calleeArgument(printer, node), receiver(printer, callee, edit)];
  if (args.length > 0) all.push(factory.createArrayLiteralExpression(args));
  return ts.setOriginalNode(helpers.replace(node, args.length > 0 ? 'call' : 'call0', all, range(printer, named)), node);
}

/** The {@link RootCallEdit}, as nodes. */
export function printRootCall(printer: AstPrinting, node: ts.CallExpression, edit: RootCallEdit): ts.Node {
  const { factory, helpers, ts } = printer;
  const args = node.arguments.map((argument) => printer.expression(argument));
  const all = [helpers.number(edit.site), helpers.number(edit.slot), rootArgument(printer, node)];
  if (args.length > 0) all.push(factory.createArrayLiteralExpression(args));
  return ts.setOriginalNode(helpers.replace(node, 'f', all, range(printer, withoutWrappers(ts, node.expression))), node);
}

function rootArgument(printer: AstPrinting, node: ts.CallExpression | ts.NewExpression): ts.Expression {
  return printer.helpers.copy(withoutWrappers(printer.ts, node.expression) as ts.Identifier);
}

/** The callee as an argument. The comments before it are printed with the call, which starts at the same place. */
function calleeArgument(printer: AstPrinting, node: ts.CallExpression | ts.NewExpression): ts.Expression {
  const { ts } = printer;
  const callee = printer.expression(node.expression);
  for (let part: ts.Node | undefined = callee; part !== undefined; part = (part as { expression?: ts.Node }).expression) {
    ts.setCommentRange(part, NOWHERE);
    if (ts.isCallExpression(part)) break;
  }
  return callee;
}

/** The object whose member is called, a second time. */
function receiver(printer: AstPrinting, callee: ts.Expression, edit: CallEdit): ts.Expression {
  const { factory, helpers, ts } = printer;
  let head = withoutWrappers(ts, (callee as ts.PropertyAccessExpression | ts.ElementAccessExpression).expression);
  while (ts.isPropertyAccessExpression(head)) head = withoutWrappers(ts, head.expression);
  const root: ts.Expression = helpers.hook('ref', [helpers.number(edit.receiver.slot), helpers.copy(head as ts.Identifier)]);
  return edit.receiver.members.reduce((object, member) => factory.createPropertyAccessExpression(object, member), root);
}

function range(printer: AstPrinting, node: ts.Node): ts.TextRange {
  return { pos: node.getStart(printer.file), end: node.end };
}

/** The {@link ConstructEdit}, as nodes. */
export function printConstruction(printer: AstPrinting, node: ts.NewExpression): ts.Node {
  const { factory, helpers, ts } = printer;
  const edit = printer.edits.find('construct', node);
  if (edit === undefined) return printer.children(node);
  const args = (node.arguments ?? []).map((argument) => printer.expression(argument));
  const callee = edit.slot === null ? [calleeArgument(printer, node)] : [helpers.number(edit.slot), rootArgument(printer, node)];
  const all = [helpers.number(edit.site), ...callee, factory.createArrayLiteralExpression(args)];
  return ts.setOriginalNode(helpers.replace(node, edit.slot === null ? 'construct' : 'n', all, range(printer, node)), node);
}

/** The {@link DynamicImportEdit}, as nodes. */
export function printDynamicImport(printer: AstPrinting, node: ts.CallExpression, edit: DynamicImportEdit): ts.Node {
  const { factory, helpers, specifiers, ts } = printer;
  const { names } = printer.plan;
  const [specifier, options] = node.arguments;
  if (specifier === undefined) return printer.children(node);
  const parameters = edit.literal ? [] : [names.specifier];
  const replaced = (load: ts.Expression): ts.Node => {
    const given = ts.isStringLiteralLike(specifier) ? factory.createStringLiteral(specifiers.text(specifier.text)) : specifiers.expression(printer.expression(specifier));
    return helpers.replace(node, 'dynamicImport', [helpers.number(edit.site), given, load, ...edit.program ? [factory.createTrue()] : []], range(printer, node));
  };
  const literal = edit.literal ? specifier : factory.createIdentifier(names.specifier);
  if (edit.options === null || options === undefined) {
    const whole = edit.literal ? node : factory.updateCallExpression(node, node.expression, undefined, [literal]);
    return replaced(helpers.arrow(parameters, ts.setCommentRange(whole, NOWHERE)));
  }
  const inner = factory.updateCallExpression(node, node.expression, undefined, [literal, factory.createIdentifier(names.options)]);
  const outer = helpers.arrow([names.options], helpers.arrow(parameters, ts.setCommentRange(inner, NOWHERE)));
  return replaced(factory.createCallExpression(factory.createParenthesizedExpression(outer), undefined, [printer.expression(options)]));
}
