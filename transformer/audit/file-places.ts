// The places of one file. Each use of a root has to be edited by the plan: one that is not, and each mark of the plan,
// is a place that is not covered.

import type ts from 'typescript';
import type { ImportBinding, Scope } from '../scope.js';
import { annotatedBy, annotatedFunctions } from './annotations.js';
import type { FileFacts } from './file-facts.js';
import { addConstructor, addGlobal, addSloppyThis } from './global-places.js';
import { addElements, addExportDeclaration, addImported, addImportDeclaration, addImportEquals, addLoad, literalLoad } from './module-places.js';
import type { Place } from './place.js';
import { PlaceList } from './place-list.js';
import { chainFrom, referenceAt, scopedFile, walk } from './references.js';

/** Finds the places of a file, in the order of the source. */
export function filePlaces(facts: FileFacts): Place[] {
  const { ts, file, strict } = facts;
  const list = new PlaceList(facts);
  const scoped = scopedFile(ts, file, strict);
  const probed = new Set<string>();
  const loaded = new WeakSet<ImportBinding>();
  annotatedFunctions(facts.plan).forEach((annotated) => { list.annotate(annotated); });
  walk(ts, scoped, (node, ancestors, scope) => {
    if (ts.isTypeOfExpression(node) && ts.isIdentifier(node.expression) && scope.lookup(node.expression.text) === undefined) probed.add(node.expression.text);
    else if (ts.isCallExpression(node)) bindLoaded(facts, node, ancestors, scope, loaded);
    const annotated = annotatedBy(ts, file, node, ancestors[ancestors.length - 1] as ts.Node, scope);
    if (annotated !== undefined) list.annotate(annotated);
  });
  let elements = false;
  walk(ts, scoped, (node, ancestors, scope) => {
    const reference = referenceAt(ts, file, node, ancestors, scope);
    if (reference !== undefined) {
      if (reference.binding === undefined) addGlobal(list, reference, ancestors, probed);
      else addImported(list, reference, reference.binding, loaded.has(reference.binding));
    } else if (ts.isImportDeclaration(node)) addImportDeclaration(list, node);
    else if (ts.isImportEqualsDeclaration(node)) addImportEquals(list, node);
    else if (ts.isExportDeclaration(node)) addExportDeclaration(list, node, scope, loaded);
    else if (ts.isCallExpression(node)) addLoad(list, node, ancestors, scope);
    else if (ts.isMetaProperty(node)) addMeta(list, node, ancestors);
    else if (ts.isPropertyAccessExpression(node)) addConstructor(list, node);
    else if (node.kind === ts.SyntaxKind.ThisKeyword) addSloppyThis(list, node, ancestors);
    else if (!elements && (ts.isJsxOpeningLikeElement(node) || ts.isJsxOpeningFragment(node))) {
      elements = true;
      addElements(list, node, scope);
    }
  });
  return list.finish();
}

/** `import.meta` */
function addMeta(list: PlaceList, node: ts.MetaProperty, ancestors: readonly ts.Node[]): void {
  const { ts, file } = list.facts;
  if (node.keywordToken !== ts.SyntaxKind.ImportKeyword) return;
  const { members, node: whole, operation } = chainFrom(ts, file, node, ancestors);
  const wrong = list.covered.has('meta', node.getStart(file)) ? undefined : 'not-planned';
  list.add(whole, operation, { path: ['import.meta', ...members].join('.'), treatment: 'value', category: 'modules' }, wrong);
}

/**
 * Names bound by `const x = require("…")`, `const { y } = await import("…")` and the like are those of imports here,
 * so that their uses are places. One that stands for more than an export of the module is left alone.
 */
function bindLoaded({ ts, file, boundary }: FileFacts, node: ts.CallExpression, ancestors: readonly ts.Node[], scope: Scope, loaded: WeakSet<ImportBinding>): void {
  const specifier = literalLoad(ts, node, scope);
  if (specifier === undefined || boundary.classify(specifier) === 'program') return;
  const { members, node: top } = chainFrom(ts, file, node, ancestors);
  const declaration = ancestors.findLast((ancestor) => ts.isVariableDeclaration(ancestor));
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer !== top) return;
  const bind = (name: ts.Identifier, path: readonly string[]): void => {
    let at: Scope | undefined = scope;
    while (at !== undefined && (at.isEmpty || !at.names.has(name.text))) at = at.parent;
    if (path.length > 1 || at?.names.get(name.text) !== 'local') return;
    const binding: ImportBinding = { specifier, exported: path[0] ?? '*', end: node.end };
    at.names.set(name.text, binding);
    loaded.add(binding);
  };
  if (ts.isIdentifier(declaration.name)) bind(declaration.name, members);
  else if (ts.isObjectBindingPattern(declaration.name)) {
    for (const { name, propertyName, dotDotDotToken } of declaration.name.elements) {
      const key = propertyName ?? name;
      if (ts.isIdentifier(name) && ts.isIdentifier(key) && dotDotDotToken === undefined) bind(name, [...members, key.text]);
    }
  }
}
