// Every use of a name that the file does not bind itself, and of imported ones, with the members that are read from it.
// Found by a walk of its own rather than from the plan: what the plan misses has to show.

import type ts from 'typescript';
import { EVERYWHERE } from '../occurrences.js';
import { operationOf } from '../roots.js';
import { findScopes, isOutsideParameters, type ImportBinding, type Scope, type Scopes } from '../scope.js';
import { isReference, isTypeOnlyNode, isWrapper } from '../syntax.js';
import type { Typescript } from '../typescript.js';

/** What is done with what a name stands for. */
type Use = 'read' | 'call' | 'construct' | 'tag' | 'element' | 'write' | 'probe';

/** What is done with an expression. */
interface Chain {
  /** The members read from it, as far as they are literal: `fs.promises.readFile`. */
  readonly members: readonly string[];
  /** Members that a declaration takes out of it: `const { now } = Date`. */
  readonly taken: readonly string[];
  readonly use: Use;
  /** The whole operation, a call with its arguments. */
  readonly node: ts.Node;
  /** As written, without arguments. */
  readonly operation: string;
}

/** One use of a name. */
export interface Reference extends Chain {
  readonly name: string;
  /** The import that binds it; undefined for a global. */
  readonly binding: ImportBinding | undefined;
  /** Where the name stands: what an edit of the plan covers. */
  readonly start: number;
}

/** A file with the scopes of all its nodes. */
interface ScopedFile {
  readonly file: ts.SourceFile;
  readonly scopes: Scopes;
}

/** The scopes of a file, whole: the plan's own leave out what cannot need an edit. */
export function scopedFile(ts: Typescript, file: ts.SourceFile, strict: boolean): ScopedFile {
  return { file, scopes: findScopes(ts, file, strict, EVERYWHERE.bindings) };
}

/** Called for every node that exists at run time, with the nodes around it, the innermost last. */
type Visitor = (node: ts.Node, ancestors: readonly ts.Node[], scope: Scope) => void;

/** Walks over what of a file is left at run time. */
export function walk(ts: Typescript, { file, scopes }: ScopedFile, visit: Visitor): void {
  const ancestors: ts.Node[] = [file];
  const enter = (node: ts.Node, outer: Scope): void => {
    if (isGone(ts, node)) return;
    visit(node, ancestors, outer);
    ancestors.push(node);
    if (ts.isBinaryExpression(node)) return enterOperands(node, outer);
    const scope = scopes.of.get(node) ?? outer;
    const owner = ts.isFunctionLike(node) ? node : undefined;
    const body = (owner as { body?: ts.Node } | undefined)?.body;
    ts.forEachChild(node, (child) => {
      if (owner !== undefined && child !== body && isOutsideParameters(ts, owner, child)) enter(child, outer);
      else if (ts.isParameter(node) && isOutsideParameters(ts, node, child)) enter(child, scope.parent ?? scope);
      else enter(child, scope);
    });
    ancestors.pop();
  };
  // Left-leaning chains (`a + b + …`) are long in generated code: no recursion along them.
  const enterOperands = (node: ts.BinaryExpression, scope: Scope): void => {
    const chain = [node];
    let { left } = node;
    for (; ts.isBinaryExpression(left); left = left.left) {
      visit(left, ancestors, scope);
      ancestors.push(left);
      chain.push(left);
    }
    enter(left, scope);
    for (const { right } of chain.reverse()) {
      enter(right, scope);
      ancestors.pop();
    }
  };
  for (const statement of file.statements) enter(statement, scopes.root);
}

/** Whether nothing of a node is left at run time: types, functions that are declared alone, and what repeats a tag. */
function isGone(ts: Typescript, node: ts.Node): boolean {
  if (isTypeOnlyNode(ts, node) || ts.isJsxClosingElement(node)) return true;
  return (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node)) && node.body === undefined;
}

/** The use that an identifier is; undefined if it is none, or one of a name that the file binds. */
export function referenceAt(ts: Typescript, file: ts.SourceFile, node: ts.Node, ancestors: readonly ts.Node[], scope: Scope): Reference | undefined {
  if (!ts.isIdentifier(node)) return undefined;
  const parent = ancestors[ancestors.length - 1] as ts.Node;
  const shorthand = ts.isShorthandPropertyAssignment(parent) && parent.name === node;
  if (!shorthand && !isReference(node, parent)) return undefined;
  if (ts.isImportClause(parent) || ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isNamespaceImport(parent)) return undefined;
  if (ts.isQualifiedName(parent) || ts.isImportEqualsDeclaration(parent) || isIntrinsicTag(node, parent)) return undefined;
  const binding = scope.lookup(node.text);
  if (binding === 'local') return undefined;
  return { name: node.text, binding, start: node.getStart(file), ...chainFrom(ts, file, node, ancestors) };
}

/** What is done with an expression, given the nodes around it. */
export function chainFrom(ts: Typescript, file: ts.SourceFile, node: ts.Node, ancestors: readonly ts.Node[]): Chain {
  const members: string[] = [];
  let top = node;
  let at = ancestors.length - 1;
  let literal = true;
  let accessed = false;
  for (; at >= 0; at--) {
    const outer = ancestors[at] as ts.Node;
    if ((ts.isPropertyAccessExpression(outer) || ts.isElementAccessExpression(outer)) && outer.expression === top) {
      const member = ts.isPropertyAccessExpression(outer) ? outer.name.text : ts.isStringLiteralLike(outer.argumentExpression) ? outer.argumentExpression.text : undefined;
      literal &&= member !== undefined;
      accessed = true;
      if (literal) members.push(member as string);
    } else if (!isWrapper(ts, outer) && !(ts.isAwaitExpression(outer) && ts.isCallExpression(node))) break;
    top = outer;
  }
  const around = ancestors[at] as ts.Node;
  const used = useOf(ts, node, top, around, ancestors.slice(0, at));
  // `typeof process.report` reads the property.
  const use = used === 'probe' && accessed ? 'read' : used;
  const whole = use === 'call' || use === 'construct' || use === 'tag' ? around : top;
  const taken = use === 'read' && ts.isVariableDeclaration(around) && around.initializer === top && ts.isObjectBindingPattern(around.name) ? takenNames(ts, around.name) : [];
  return { members, taken, use, node: whole, operation: shortened(`${use === 'construct' ? 'new ' : ''}${operationOf(ts, file, top as ts.Expression)}`) };
}

function takenNames(ts: Typescript, pattern: ts.ObjectBindingPattern): string[] {
  return pattern.elements.flatMap(({ propertyName, name }) => {
    const key = propertyName ?? name;
    return ts.isIdentifier(key) || ts.isStringLiteralLike(key) ? [key.text] : [];
  });
}

/** Elements are components if their name is dotted or starts with a capital. */
function isIntrinsicTag(node: ts.Identifier, parent: ts.Node): boolean {
  const { tagName, namespace } = parent as { tagName?: ts.Node; namespace?: ts.Node };
  return namespace === node || (tagName === node && (/^[a-z]/.test(node.text) || node.text.includes('-')));
}

function useOf(ts: Typescript, node: ts.Node, top: ts.Node, around: ts.Node, ancestors: readonly ts.Node[]): Use {
  if ((around as { tagName?: ts.Node }).tagName === top) return 'element';
  if (ts.isCallExpression(around) && around.expression === top) return 'call';
  if (ts.isNewExpression(around) && around.expression === top) return 'construct';
  if (ts.isTaggedTemplateExpression(around) && around.tag === top) return 'tag';
  if (ts.isTypeOfExpression(around)) return 'probe';
  const shorthand = ts.isShorthandPropertyAssignment(around) && around.name === node;
  return isWritten(ts, top, around, ancestors, shorthand) ? 'write' : 'read';
}

/** Whether an expression is what an assignment assigns to, be it within a pattern. */
function isWritten(ts: Typescript, node: ts.Node, parent: ts.Node, ancestors: readonly ts.Node[], shorthand: boolean): boolean {
  const outer = ancestors[ancestors.length - 1];
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return parent.left === node && assigns;
  }
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return parent.initializer === node;
  if (outer === undefined) return false;
  const above = ancestors.slice(0, -1);
  if (shorthand && ts.isShorthandPropertyAssignment(parent)) return isWritten(ts, parent, outer, above, false);
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node && isWritten(ts, parent, outer, above, false);
  if (ts.isObjectLiteralExpression(parent) || ts.isArrayLiteralExpression(parent) || ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent)) return isWritten(ts, parent, outer, above, false);
  return false;
}

/** An operation in one line of 80 characters at most. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
