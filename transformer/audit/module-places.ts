// Imports, exports and loads of modules, and uses of what they gave.

import type ts from 'typescript';
import type { ImportBinding, Scope } from '../scope.js';
import type { Typescript } from '../typescript.js';
import { foundExport, isReprise, moduleName } from './module-names.js';
import type { PlaceList } from './place-list.js';
import type { ProblemCode } from './problems.js';
import { chainFrom, shortened, type Reference } from './references.js';

/** Adds the place that a use of an imported binding is; `loaded` tells that it holds what `require()` or `import()` gave, a stand-in already. */
export function addImported(list: PlaceList, reference: Reference, binding: ImportBinding, loaded: boolean): void {
  const { specifier, exported } = binding;
  const { boundary } = list.facts;
  const side = boundary.classify(specifier);
  if (side === 'program' || isReprise(specifier) || reference.use === 'probe') return;
  const isCovered = side === 'pure' || loaded || list.covered.has('reference', reference.start);
  const members = [...exported === '*' ? [] : [exported], ...reference.members];
  const taken = takenUncovered(list, specifier, members, reference.taken);
  list.addExport(reference.node, reference.operation, specifier, taken ?? members, isCovered ? undefined : 'not-planned');
}

/** The first member that a declaration takes out of a module and that the tables call uncovered. */
function takenUncovered(list: PlaceList, specifier: string, members: readonly string[], taken: readonly string[]): readonly string[] | undefined {
  return taken.map((member) => [...members, member]).find((path) => foundExport(list.facts.boundary, specifier, path).treatment === 'uncovered');
}

/** An import without a name is a place: it is there for what it does. */
export function addImportDeclaration(list: PlaceList, node: ts.ImportDeclaration): void {
  const { ts, boundary } = list.facts;
  const { importClause: clause } = node;
  const { text } = node.moduleSpecifier as ts.StringLiteral;
  const named = clause?.namedBindings;
  const onlyTypes = clause?.isTypeOnly === true
    || (clause !== undefined && clause.name === undefined && named !== undefined && ts.isNamedImports(named) && named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly));
  if (onlyTypes) return;
  list.facts.imported(text, node.moduleSpecifier);
  if (clause === undefined && boundary.classify(text) !== 'program' && !isReprise(text)) list.addExport(node, `import "${text}"`, text, [], undefined);
}

/** `import x = require("…")` is an import; exported, it is passed on as it is. */
export function addImportEquals(list: PlaceList, node: ts.ImportEqualsDeclaration): void {
  const { ts, file } = list.facts;
  const reference = node.moduleReference;
  if (node.isTypeOnly || !ts.isExternalModuleReference(reference) || !ts.isStringLiteralLike(reference.expression)) return;
  const { text } = reference.expression;
  list.facts.imported(text, reference.expression);
  if (list.covered.takeMark('export-import', node.getStart(file))) list.addExport(node, `export import ${node.name.text}`, text, [], 'export-import');
}

/** Adds the places that names passed on from other modules are. */
export function addExportDeclaration(list: PlaceList, node: ts.ExportDeclaration, scope: Scope, loaded: WeakSet<ImportBinding>): void {
  const { ts, file, boundary, isValue, imported } = list.facts;
  if (node.isTypeOnly) return;
  const specifier = node.moduleSpecifier === undefined ? undefined : (node.moduleSpecifier as ts.StringLiteral).text;
  const clause = node.exportClause;
  const pass = (at: ts.Node, operation: string, from: string, members: readonly string[], isCovered: boolean, code: ProblemCode): void => {
    const side = boundary.classify(from);
    if (side !== 'program' && !isReprise(from)) list.addExport(at, operation, from, members, side === 'pure' || isCovered ? undefined : code);
  };
  const reexported = (at: ts.Node): boolean => list.covered.has('reexport', at.getStart(file));
  if (clause === undefined || ts.isNamespaceExport(clause)) {
    if (specifier === undefined) return;
    imported(specifier, node);
    if (clause !== undefined) return pass(clause, `export * as ${clause.name.text}`, specifier, [], reexported(clause), 'not-planned');
    list.covered.takeMark('export-star', node.getStart(file));
    return pass(node, `export * from "${specifier}"`, specifier, [], false, 'export-star');
  }
  const values = clause.elements.filter((element) => !element.isTypeOnly);
  if (specifier !== undefined && (values.length > 0 || clause.elements.length === 0)) imported(specifier, node);
  for (const element of values) {
    const source = (element.propertyName ?? element.name).text;
    const binding = specifier === undefined ? scope.lookup(source) : { specifier, exported: source, end: 0 };
    if (binding === undefined || binding === 'local' || !isValue(element)) continue;
    pass(element, `export { ${element.getText(file)} }`, binding.specifier, binding.exported === '*' ? [] : [binding.exported], loaded.has(binding) || reexported(element), 'not-planned');
  }
}

/** The specifier of `require("…")` or `import("…")`. */
export function literalLoad(ts: Typescript, node: ts.CallExpression, scope: Scope): string | undefined {
  const [argument] = node.arguments;
  return loads(ts, node, scope) !== undefined && argument !== undefined && ts.isStringLiteralLike(argument) ? argument.text : undefined;
}

function loads(ts: Typescript, { expression }: ts.CallExpression, scope: Scope): 'import' | 'require' | undefined {
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return 'import';
  return ts.isIdentifier(expression) && expression.text === 'require' && scope.lookup('require') === undefined ? 'require' : undefined;
}

/** Adds the place that `require()` or `import()` is. */
export function addLoad(list: PlaceList, node: ts.CallExpression, ancestors: readonly ts.Node[], scope: Scope): void {
  const { ts, file, boundary } = list.facts;
  const word = loads(ts, node, scope);
  const [argument] = node.arguments;
  if (word === undefined || argument === undefined) return;
  const isImport = word === 'import';
  const specifier = literalLoad(ts, node, scope);
  if (specifier === undefined) {
    const isCovered = isImport ? list.covered.has('dynamicImport', node.getStart(file)) : list.covered.has('reference', node.expression.getStart(file));
    const wrong = isCovered ? isRelative(ts, argument) ? undefined : 'computed-specifier' : 'not-planned';
    return list.add(node, shortened(`${word}(${argument.getText(file)})`), { path: word, treatment: 'effect', category: 'modules' }, wrong);
  }
  const side = boundary.classify(specifier);
  list.facts.imported(specifier, argument);
  if (side === 'program' || isReprise(specifier)) return;
  const whole = chainFrom(ts, file, node, ancestors);
  // What is done with the promise is none of the module's.
  const isPromise = isImport && !ts.isAwaitExpression(ancestors[ancestors.length - 1] as ts.Node);
  const { members, taken, use, node: place } = isPromise ? { members: [], taken: [], use: 'read', node } : whole;
  const operation = `${use === 'construct' ? 'new ' : ''}${word}("${specifier}")${members.map((member) => `.${member}`).join('')}`;
  const isCovered = list.covered.has(isImport ? 'dynamicImport' : 'require', node.getStart(file));
  list.addExport(place, operation, specifier, takenUncovered(list, specifier, members, taken) ?? members, side === 'pure' || isCovered ? undefined : 'not-planned');
}

/** Whether a computed specifier starts like a location or a module of Node, whatever follows. */
function isRelative(ts: Typescript, argument: ts.Expression): boolean {
  let head = argument;
  while (ts.isBinaryExpression(head)) head = head.left;
  const text = ts.isTemplateExpression(head) ? head.head.text : ts.isStringLiteralLike(head) ? head.text : '';
  return /^(\.\.?\/|\/|#|node:|file:)/.test(text);
}

/** The maker of elements is no reference of the source: one place a file stands for it. */
export function addElements(list: PlaceList, node: ts.Node, scope: Scope): void {
  const { boundary, jsx } = list.facts;
  if (jsx === undefined) return;
  const binding = 'name' in jsx ? scope.lookup(jsx.name) : undefined;
  const specifier = 'imported' in jsx ? jsx.imported : typeof binding === 'object' ? binding.specifier : undefined;
  if (specifier === undefined) return;
  if ('imported' in jsx) list.facts.imported(specifier, node);
  const side = boundary.classify(specifier);
  if (side === 'outside' || (side === 'pure' && 'imported' in jsx)) list.add(node, 'elements', foundExport(boundary, specifier, []), side === 'outside' ? 'outside-jsx' : undefined, moduleName(specifier));
}
