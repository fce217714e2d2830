// Imports and exports of a file.

import type ts from 'typescript';
import type { Reexport, Span } from './edits.js';
import { planFactory } from './plan-jsx.js';
import type { Planner } from './planner.js';
import type { Scope } from './scope.js';
import { entityName, hasModifier } from './syntax.js';

/** Notes which names of outside modules an import declaration needs. */
export function planImport(planner: Planner, node: ts.ImportDeclaration): void {
  const { ts, builder } = planner;
  // A specifier that is none is an error for the compiler to report.
  if (!ts.isStringLiteral(node.moduleSpecifier)) return;
  const specifier = node.moduleSpecifier.text;
  const clause = node.importClause;
  if (clause?.isTypeOnly === true || planner.facts.boundary.classify(specifier) !== 'outside') return;
  const names: string[] = [];
  if (clause?.name !== undefined) {
    names.push('default');
    planFactory(planner, clause.name);
  }
  const bindings = clause?.namedBindings;
  if (bindings !== undefined && ts.isNamespaceImport(bindings)) {
    names.push('*');
    planFactory(planner, bindings.name);
  } else if (bindings !== undefined) {
    const values = bindings.elements.filter((element) => !element.isTypeOnly);
    // Nothing but types: the compiler may drop the whole declaration, and then nothing is imported.
    if (values.length === 0 && bindings.elements.length > 0 && names.length === 0) return;
    for (const element of values) {
      names.push((element.propertyName ?? element.name).text);
      planFactory(planner, element.name);
    }
  }
  builder.import(specifier, names);
}

/** `import x = require("pkg")` is an import; `import x = a.b` an alias, which may hide an outside value. */
export function planImportEquals(planner: Planner, node: ts.ImportEqualsDeclaration, scope: Scope): void {
  const { ts, builder } = planner;
  if (node.isTypeOnly) return;
  const reference = node.moduleReference;
  if (ts.isExternalModuleReference(reference)) {
    if (!ts.isStringLiteralLike(reference.expression) || planner.facts.boundary.classify(reference.expression.text) !== 'outside') return;
    // Exported, it has no variable of its own in the output, and its importers get it as it is.
    if (hasModifier(ts, node, ts.SyntaxKind.ExportKeyword)) builder.mark('export-import', node);
    else builder.require(reference.expression.text, node.name.text);
    return;
  }
  const head = entityName(ts, reference)[0];
  const known = typeof scope.lookup(node.name.text) === 'object' && !hasModifier(ts, node, ts.SyntaxKind.ExportKeyword);
  if (!known && head !== undefined && planner.roots.slotOf(head, scope) !== undefined) builder.mark('alias', node);
}

/** Makes names that pass an outside binding on pass the wrapped value on. */
export function planExport(planner: Planner, node: ts.ExportDeclaration): void {
  const { ts, builder } = planner;
  if (node.isTypeOnly || (node.moduleSpecifier !== undefined && !ts.isStringLiteral(node.moduleSpecifier))) return;
  const specifier = node.moduleSpecifier === undefined ? null : node.moduleSpecifier.text;
  if (specifier !== null && planner.facts.boundary.classify(specifier) !== 'outside') return;
  const clause = node.exportClause;
  const names: Reexport[] = [];
  const kept: Span[] = [];
  if (specifier !== null && (clause === undefined || ts.isNamespaceExport(clause))) {
    builder.import(specifier, ['*']);
    if (clause === undefined) {
      builder.addNamespace(specifier);
      builder.mark('export-star', node);
      return;
    }
    names.push({
      ...builder.span(clause), source: { start: clause.getStart(planner.file), end: clause.getStart(planner.file) + 1 }, as: builder.span(clause.name), slot: builder.slot(['i', specifier, '*']), constant: builder.constant(),
      imported: '*', exported: clause.name.text, local: null,
    });
  } else if (clause !== undefined && ts.isNamedExports(clause)) {
    for (const element of clause.elements) {
      const reexport = element.isTypeOnly ? undefined : planSpecifier(planner, element, specifier);
      if (reexport === undefined) kept.push(builder.span(element));
      else names.push(reexport);
    }
    if (specifier !== null) builder.import(specifier, names.map((name) => name.imported));
  }
  const from = node.moduleSpecifier === undefined ? null : { start: node.moduleSpecifier.getStart(planner.file), end: (node.attributes ?? node.moduleSpecifier).end };
  if (names.length > 0) builder.edit({ kind: 'reexport', ...builder.span(node), from, names, kept });
}

function planSpecifier(planner: Planner, element: ts.ExportSpecifier, specifier: string | null): Reexport | undefined {
  const { builder, scopes } = planner;
  const source = (element.propertyName ?? element.name).text;
  const exported = element.name.text;
  const spans = { ...builder.span(element), source: builder.span(element.propertyName ?? element.name), as: builder.span(element.name) };
  if (specifier !== null) {
    return { ...spans, slot: builder.slot(['i', specifier, source]), constant: builder.constant(), imported: source, exported, local: null };
  }
  const slot = planner.roots.slotOf(source, scopes.root);
  const binding = scopes.root.lookup(source);
  if (slot === undefined || slot[0] !== 'i' || typeof binding !== 'object') return undefined;
  if (slot[2] === '*') builder.namespace(slot[1], source);
  return { ...spans, slot: builder.slot(slot), constant: builder.constant(), imported: slot[2], exported, local: { name: source, end: binding.end } };
}
