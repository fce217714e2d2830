// The statements that every instrumented module starts with: the runtime, the accessor of its hooks, the registration.

import type ts from 'typescript';
import { RUNTIME_SPECIFIER } from '../contract/emitted.js';
import type { AstHelpers } from './ast-helpers.js';
import type { Plan, PureImport, TagEdit } from './edits.js';
import { detachedComments, licenceComments } from './header.js';
import type { ModuleFacts } from './module-facts.js';
import { namespaceThunks, pureName, tagsOf, writtenTable } from './module-table.js';

/** The added statements, the licence comment on the first of them. */
export function headerStatements(helpers: AstHelpers, file: ts.SourceFile, plan: Plan, facts: ModuleFacts): readonly ts.Statement[] {
  const { factory } = helpers;
  const { names } = plan;
  const runtime = plan.format === 'esm'
    ? importNamespace(helpers, names.runtime, RUNTIME_SPECIFIER)
    : helpers.constant(names.runtime, factory.createCallExpression(factory.createIdentifier('require'), undefined, [factory.createStringLiteral(RUNTIME_SPECIFIER)]));
  keepLicenceFirst(helpers, file, plan, runtime);
  const added = plan.outside.flatMap((outside) => (
    outside.added === null || outside.namespace === null ? [] : [importNamespace(helpers, outside.namespace, outside.added)]
  ));
  const register = factory.createExpressionStatement(factory.createCallExpression(factory.createIdentifier(names.hooks), undefined, []));
  return [runtime, ...added, accessor(helpers, file, plan, facts), register, ...tags(helpers, file, plan)];
}

/** `_$.t = { get X() { return _$().ref(slot, X); } };` for the components in tags. */
function tags(helpers: AstHelpers, file: ts.SourceFile, plan: Plan): readonly ts.Statement[] {
  const { factory, names } = helpers;
  const getters = tagsOf(plan).map((tag) => factory.createGetAccessorDeclaration(undefined, tag.name, [], undefined, factory.createBlock([
    factory.createReturnStatement(helpers.hook('ref', [helpers.number(tag.slot), reference(helpers, file, tag)])),
  ])));
  if (getters.length === 0) return [];
  return [factory.createExpressionStatement(factory.createAssignment(factory.createPropertyAccessExpression(factory.createIdentifier(names.hooks), 't'), factory.createObjectLiteralExpression(getters)))];
}

/** `import * as name from "specifier"` */
function importNamespace(helpers: AstHelpers, name: string, specifier: string): ts.ImportDeclaration {
  const { factory } = helpers;
  const clause = factory.createImportClause(undefined, undefined, factory.createNamespaceImport(factory.createIdentifier(name)));
  return factory.createImportDeclaration(undefined, clause, factory.createStringLiteral(specifier));
}

/** `function _$() { return _$.m || (_$.m = _reprise.module("…", import.meta.url)); }` */
function accessor(helpers: AstHelpers, file: ts.SourceFile, plan: Plan, facts: ModuleFacts): ts.FunctionDeclaration {
  const { factory } = helpers;
  const { names } = plan;
  const held = (): ts.Expression => factory.createPropertyAccessExpression(factory.createIdentifier(names.hooks), 'm');
  const registration = factory.createCallExpression(
    factory.createPropertyAccessExpression(factory.createIdentifier(names.runtime), 'module'), undefined, registered(helpers, file, plan, facts),
  );
  const value = factory.createLogicalOr(held(), factory.createParenthesizedExpression(factory.createAssignment(held(), registration)));
  return factory.createFunctionDeclaration(
    undefined, undefined, names.hooks, undefined, [], undefined, factory.createBlock([factory.createReturnStatement(value)]),
  );
}

function registered(helpers: AstHelpers, file: ts.SourceFile, plan: Plan, facts: ModuleFacts): readonly ts.Expression[] {
  const { factory, ts } = helpers;
  const location = plan.format === 'esm'
    ? factory.createPropertyAccessExpression(factory.createMetaProperty(ts.SyntaxKind.ImportKeyword, factory.createIdentifier('meta')), 'url')
    : factory.createIdentifier('__filename');
  const thunks = namespaceThunks(plan).map((namespace) => (
    factory.createArrowFunction(undefined, undefined, [], undefined, undefined, factory.createIdentifier(namespace))
  ));
  const table = factory.createStringLiteral(writtenTable(plan, facts));
  const classes = [
    ...plan.classes.map((name) => factory.createPropertyAssignment(name, helpers.arrow([], factory.createIdentifier(name)))),
    ...plan.pure.map((imported) => factory.createPropertyAssignment(factory.createStringLiteral(pureName(imported)), helpers.arrow([], reference(helpers, file, imported)))),
  ];
  if (thunks.length === 0 && classes.length === 0) return [table, location];
  const namespaces = factory.createArrayLiteralExpression(thunks);
  if (classes.length === 0) return [table, location, namespaces];
  return [table, location, namespaces, factory.createObjectLiteralExpression(classes)];
}

/** A binding again. The compiler has a name of its own for what it imports, and knows it by an identifier of the source. */
function reference(helpers: AstHelpers, file: ts.SourceFile, { name, start, end }: PureImport | TagEdit): ts.Identifier {
  const { factory, ts } = helpers;
  let at: ts.Node | undefined = file;
  while (at !== undefined && !(ts.isIdentifier(at) && at.end === end && at.getStart(file) === start)) at = ts.forEachChild(at, (child) => (child.pos <= start && end <= child.end ? child : undefined));
  return at === undefined ? factory.createIdentifier(name) : ts.setOriginalNode(factory.createIdentifier(name), at);
}

/** The compiler prints comments with the statement they stand before; a licence has to come before the added ones. */
function keepLicenceFirst(helpers: AstHelpers, file: ts.SourceFile, plan: Plan, first: ts.Statement): void {
  const { ts } = helpers;
  const [statement] = file.statements;
  if (statement === undefined || plan.directives > 0) return;
  const comments = ts.getLeadingCommentRanges(file.text, statement.pos) ?? [];
  const detached = detachedComments(ts, file, comments, statement);
  const licence = licenceComments(ts, file.text, (ts.getShebang(file.text) ?? '').length).length;
  if (licence <= detached) return;
  comments.slice(detached).forEach((comment, index) => {
    const line = comment.kind === ts.SyntaxKind.SingleLineCommentTrivia;
    const content = file.text.slice(comment.pos + 2, line ? comment.end : comment.end - 2);
    ts.addSyntheticLeadingComment(index + detached < licence ? first : statement, comment.kind, content, true);
  });
  ts.setEmitFlags(statement, ts.EmitFlags.NoLeadingComments);
}
