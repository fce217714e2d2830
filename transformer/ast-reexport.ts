// Exports that pass an outside binding on: the module exports a constant with the wrapped value instead.

import type ts from 'typescript';
import type { AstHelpers } from './ast-helpers.js';
import type { Plan, Reexport, ReexportEdit } from './edits.js';
import type { IsValue } from './ast-printing.js';

/** Constants for `import { x } from "pkg"; export { x }`, by the end of the import they follow. */
export function reexportConstants(helpers: AstHelpers, file: ts.SourceFile, plan: Plan, isValue: IsValue): ReadonlyMap<number, readonly ts.Statement[]> {
  const { ts } = helpers;
  const constants = new Map<number, ts.Statement[]>();
  for (const statement of file.statements) {
    if (!ts.isExportDeclaration(statement)) continue;
    const edit = plan.edits.find((candidate): candidate is ReexportEdit => candidate.kind === 'reexport' && candidate.end === statement.end);
    for (const name of edit?.names ?? []) {
      const element = specifierOf(helpers, statement, name);
      if (name.local === null || element === undefined || !isValue(element)) continue;
      const statements = constants.get(name.local.end) ?? [];
      // The identifier of the export specifier is the original one, which the compiler knows for the import.
      statements.push(helpers.constant(name.constant, reference(helpers, name, (element.propertyName ?? element.name) as ts.Identifier)));
      constants.set(name.local.end, statements);
    }
  }
  return constants;
}

/** The statements in place of an export declaration. */
export function printReexport(helpers: AstHelpers, plan: Plan, node: ts.ExportDeclaration, edit: ReexportEdit, isValue: IsValue): readonly ts.Statement[] {
  const { factory, ts } = helpers;
  const exported: ts.ExportSpecifier[] = [];
  const statements: ts.Statement[] = [];
  const clause = node.exportClause;
  const kept = clause !== undefined && ts.isNamedExports(clause)
    // The compiler drops types from declarations of its own only.
    ? clause.elements.filter((element) => !element.isTypeOnly && !edit.names.some((name) => name.end === element.end) && isValue(element))
    : [];
  for (const name of edit.names) {
    const element = specifierOf(helpers, node, name);
    if (element !== undefined && !isValue(element)) continue;
    if (name.local === null) statements.push(...importAndWrap(helpers, plan, node, name, element));
    const as = element?.name ?? (clause as ts.NamespaceExport).name;
    exported.push(factory.createExportSpecifier(false, factory.createIdentifier(name.constant), exportName(helpers, as)));
  }
  if (exported.length > 0) statements.push(ts.setTextRange(factory.createExportDeclaration(undefined, false, factory.createNamedExports(exported)), node));
  if (kept.length > 0 && clause !== undefined) {
    const rest = factory.updateNamedExports(clause as ts.NamedExports, kept);
    statements.push(factory.updateExportDeclaration(node, node.modifiers, node.isTypeOnly, rest, node.moduleSpecifier, node.attributes));
  }
  return statements;
}

/** A name again; since TypeScript 5.6 it may be a string. */
function exportName({ factory, ts }: AstHelpers, name: ts.ModuleExportName): ts.ModuleExportName {
  return ts.isStringLiteral(name) ? factory.createStringLiteral(name.text) : factory.createIdentifier(name.text);
}

function specifierOf(helpers: AstHelpers, node: ts.ExportDeclaration, name: Reexport): ts.ExportSpecifier | undefined {
  const clause = node.exportClause;
  return clause !== undefined && helpers.ts.isNamedExports(clause) ? clause.elements.find((element) => element.end === name.end) : undefined;
}

function reference(helpers: AstHelpers, name: Reexport, value: ts.Expression): ts.Expression {
  return helpers.hook('ref', [helpers.number(name.slot), value]);
}

/** `import { x as _$r0i } from "pkg"; const _$r0 = _$().ref(slot, _$r0i);` */
function importAndWrap(helpers: AstHelpers, plan: Plan, node: ts.ExportDeclaration, name: Reexport, element: ts.ExportSpecifier | undefined): readonly ts.Statement[] {
  const { factory } = helpers;
  const local = factory.createIdentifier(`${name.constant}i`);
  const bindings = element === undefined
    ? factory.createNamespaceImport(local)
    : factory.createNamedImports([factory.createImportSpecifier(false, exportName(helpers, element.propertyName ?? element.name), local)]);
  const declaration = factory.createImportDeclaration(undefined, factory.createImportClause(undefined, undefined, bindings), node.moduleSpecifier as ts.Expression, node.attributes);
  // In CommonJS the compiler holds the module in a variable that it names itself; the namespace keeps its name.
  const value = plan.format === 'esm' || element === undefined ? local
    : factory.createElementAccessExpression(factory.getGeneratedNameForNode(declaration), factory.createStringLiteral(name.imported));
  return [declaration, helpers.constant(name.constant, reference(helpers, name, value))];
}
