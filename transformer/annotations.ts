// Annotations in comments and directives: `/** @record */` before a function, or `"use record"` at the head of its body.
// Decorators and `record(fn)` are the runtime's. An annotation that annotates nothing is an error: whoever wrote it
// relies on it.

import type ts from 'typescript';
import { ErrorAt } from './errors.js';
import { directivesOf, hasModifier, withoutWrappers } from './syntax.js';
import type { Typescript } from './typescript.js';

/** What an annotation says of its function; docs/annotations.md has what that means. */
export type AnnotationKind = 'record' | 'passthrough';

/** A function with a body. */
export type AnnotatedFunction = ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody };

const MENTIONED = /@(?:record|passthrough)\b|use (?:record|passthrough)|['"]reprise['"]/;

/** Whether a text may hold annotations at all, of whatever form; most do not. */
export function mentionsAnnotations(text: string): boolean {
  if (text !== asked) {
    asked = text;
    mentioned = looksAnnotated(text);
  }
  return mentioned;
}

/** The text that was asked about last: each part of the plan asks again. */
let asked = '';
let mentioned = false;

function looksAnnotated(text: string): boolean {
  return (text.includes('record') || text.includes('passthrough') || text.includes('reprise')) && MENTIONED.test(text);
}

const COMMENT = /\/\*\*(?!\/)[^]*?\*\//g;
/** A tag is the first of its line, as everywhere in documentation comments, or what is left of the comment behind a sentence. */
const TAG = /(?:^\/\*\*|\n)[ \t]*\**[ \t]*@(record|passthrough)(?![\w-])|[.!?][ \t]+@(record|passthrough)\s*\*\/$/g;
const DIRECTIVE = /^use (record|passthrough)$/;

/**
 * The annotated functions of a file.
 *
 * @throws ErrorAt for an annotation that annotates nothing
 */
export function findAnnotations(ts: Typescript, file: ts.SourceFile): ReadonlyMap<ts.Node, AnnotationKind> {
  const found = new Map<ts.Node, AnnotationKind>();
  if (!mentionsAnnotations(file.text)) return found;
  const annotate = (node: AnnotatedFunction, kind: AnnotationKind, offset: number): void => {
    if (found.has(node) && found.get(node) !== kind) throw new ErrorAt(offset, 'a function is annotated with both record and passthrough', Misplaced.both);
    checkForm(ts, file, node);
    found.set(node, kind);
  };
  for (const comment of file.text.matchAll(COMMENT)) {
    for (const [, first, last] of comment[0].matchAll(TAG)) {
      const kind = (first ?? last) as AnnotationKind;
      const place = placeOf(ts, file, comment.index);
      if (place !== 'text') annotate(annotatedBy(ts, place, `@${kind}`, comment.index), kind, comment.index);
    }
  }
  findDirectives(ts, file, annotate);
  return found;
}

/** Numbers of the errors, which scripts may rely on. */
export const Misplaced = { nothing: 990_010, withoutBody: 990_011, constructor: 990_012, both: 990_013, form: 990_014 } as const;

/** What a comment stands before, and in what; or `text`, if what looks like a comment is part of a literal or of another comment. */
function placeOf(ts: Typescript, file: ts.SourceFile, offset: number): 'text' | { readonly node: ts.Node; readonly parent: ts.Node } | undefined {
  let parent: ts.Node = file;
  for (;;) {
    let before = parent.pos;
    const node: ts.Node | undefined = ts.forEachChild(parent, (child) => {
      if (child.end <= offset) before = Math.max(before, child.end);
      return child.pos <= offset && offset < child.end ? child : undefined;
    });
    if (node === undefined) {
      if (isText(ts, parent) || !isComment(ts, file, before, offset)) return 'text';
      return isFunction(ts, parent) && offset < parent.parameters.pos ? { node: parent, parent } : undefined;
    }
    if (offset < node.getStart(file)) return isComment(ts, file, node.pos, offset) ? { node, parent } : 'text';
    parent = node;
  }
}

function isText(ts: Typescript, node: ts.Node): boolean {
  return ts.isJsxText(node) || ts.isLiteralExpression(node) || ts.isTemplateMiddleOrTemplateTail(node) || node.kind === ts.SyntaxKind.TemplateHead;
}

/** Whether a comment begins at an offset. From `start` to there the text holds nothing but comments, keywords and punctuation. */
function isComment(ts: Typescript, file: ts.SourceFile, start: number, offset: number): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, file.languageVariant, file.text, undefined, start);
  // Under these names in all versions of the compiler from 4.8 on.
  let kind = scanner.scan();
  while (scanner.getTextPos() <= offset && kind !== ts.SyntaxKind.EndOfFileToken) kind = scanner.scan();
  return kind === ts.SyntaxKind.MultiLineCommentTrivia && scanner.getTokenPos() === offset;
}

function annotatedBy(ts: Typescript, place: { readonly node: ts.Node; readonly parent: ts.Node } | undefined, written: string, offset: number): AnnotatedFunction {
  const misplaced = (reason: string, number: number): ErrorAt => new ErrorAt(offset, `${written} ${reason}`, number);
  // Between decorators, modifiers, keywords and the name of a declaration, too.
  const isPart = place !== undefined && (ts.isModifier(place.node) || ts.isAsteriskToken(place.node) || (place.parent as { name?: ts.Node }).name === place.node);
  const node = isPart ? place.parent : place?.node;
  if (node !== undefined) {
    if (ts.isConstructorDeclaration(node)) throw misplaced('stands before a constructor, which cannot be annotated; annotate its methods, or a function that makes the object', Misplaced.constructor);
    if (ts.isClassLike(node)) throw misplaced('stands before a class; annotate its methods', Misplaced.nothing);
    const value = valueOf(ts, node);
    if (value !== undefined && isFunction(ts, value)) {
      if (value.body === undefined) throw misplaced('stands before a declaration without a body; put it before the implementation', Misplaced.withoutBody);
      return value as AnnotatedFunction;
    }
    if (ts.isMethodSignature(node) || ts.isPropertySignature(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      throw misplaced('stands before a type, of which nothing is left when the program runs; put it before the implementation', Misplaced.withoutBody);
    }
  }
  throw misplaced('stands before nothing that it could annotate: a function, a method, or a variable or property that is one. Within an expression, put it right before the function', Misplaced.nothing);
}

function isFunction(ts: Typescript, node: ts.Node): node is ts.FunctionLikeDeclaration {
  return ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node) || ts.isMethodDeclaration(node) || ts.isAccessor(node);
}

/** What a declaration or expression makes, if that is one function. */
function valueOf(ts: Typescript, node: ts.Node | undefined): ts.Node | undefined {
  if (node === undefined) return undefined;
  if (ts.isVariableStatement(node)) return valueOf(ts, node.declarationList);
  if (ts.isVariableDeclarationList(node)) return node.declarations.length > 1 ? undefined : valueOf(ts, node.declarations[0]);
  if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node) || ts.isPropertyAssignment(node)) return valueOf(ts, node.initializer);
  if (ts.isExportAssignment(node) || ts.isExpressionStatement(node) || ts.isReturnStatement(node) || ts.isTemplateSpan(node)) return valueOf(ts, node.expression);
  if (ts.isVoidExpression(node) || ts.isAwaitExpression(node)) return valueOf(ts, node.expression);
  if (ts.isBinaryExpression(node)) return node.operatorToken.kind === ts.SyntaxKind.EqualsToken ? valueOf(ts, node.right) : undefined;
  // A function that is called where it stands.
  if (ts.isCallExpression(node)) return ts.isParenthesizedExpression(node.expression) ? valueOf(ts, node.expression) : undefined;
  const inner = withoutWrappers(ts, node as ts.Expression);
  return inner === node ? node : valueOf(ts, inner);
}

function findDirectives(ts: Typescript, file: ts.SourceFile, annotate: (node: AnnotatedFunction, kind: AnnotationKind, offset: number) => void): void {
  if (!/use (?:record|passthrough)/.test(file.text)) return;
  const visit = (node: ts.Node, parent: ts.Node, owner: ts.Node): void => {
    const kind = ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression) ? DIRECTIVE.exec(node.expression.text)?.[1] as AnnotationKind | undefined : undefined;
    if (kind !== undefined) {
      const offset = node.getStart(file);
      if (ts.isConstructorDeclaration(owner)) throw new ErrorAt(offset, `"use ${kind}" stands in a constructor, which cannot be annotated; annotate its methods, or a function that makes the object`, Misplaced.constructor);
      const directives = isFunction(ts, owner) && ts.isBlock(parent) && owner.body === parent ? directivesOf(ts, parent.statements) : [];
      if (!directives.includes(node as ts.Statement)) throw new ErrorAt(offset, `"use ${kind}" is not at the head of a function's body, where alone it annotates anything`, Misplaced.nothing);
      annotate(owner as AnnotatedFunction, kind, offset);
    }
    ts.forEachChild(node, (child) => { visit(child, node, ts.isBlock(node) && isFunctionBody(ts, node, parent) ? parent : node); });
  };
  ts.forEachChild(file, (child) => { visit(child, file, file); });
}

function isFunctionBody(ts: Typescript, node: ts.Block, parent: ts.Node): boolean {
  return (isFunction(ts, parent) || ts.isConstructorDeclaration(parent)) && parent.body === node;
}

/** What cannot be put into a function of its own. */
function checkForm(ts: Typescript, file: ts.SourceFile, node: AnnotatedFunction): void {
  const wrong = (at: ts.Node, reason: string): ErrorAt => new ErrorAt(at.getStart(file), reason, Misplaced.form);
  if (!ts.isMethodDeclaration(node) && !ts.isAccessor(node)) return;
  const decorated = node.parameters.find((parameter) => ts.canHaveDecorators(parameter) && (ts.getDecorators(parameter)?.length ?? 0) > 0);
  if (decorated !== undefined) throw wrong(decorated, 'a method with decorated parameters is annotated by a comment or directive; annotate it with a decorator');
  if ((node as ts.MethodDeclaration).asteriskToken === undefined) return;
  const used = superWithin(ts, node);
  if (used !== undefined) throw wrong(used, 'a generator that uses super is annotated by a comment or directive; annotate it with a decorator');
}

function superWithin(ts: Typescript, node: ts.Node): ts.Node | undefined {
  return ts.forEachChild(node, (child): ts.Node | undefined => {
    if (child.kind === ts.SyntaxKind.SuperKeyword) return child;
    return ts.isClassLike(child) || ts.isFunctionDeclaration(child) || ts.isFunctionExpression(child) ? undefined : superWithin(ts, child);
  });
}

/** Whether code uses the `this` of the function around it. */
export function usesThis(ts: Typescript, node: ts.Node): boolean {
  return ts.forEachChild(node, (child): true | undefined => {
    if (child.kind === ts.SyntaxKind.ThisKeyword) return true;
    return ts.isClassLike(child) || ts.isFunctionDeclaration(child) || ts.isFunctionExpression(child) ? undefined : usesThis(ts, child) || undefined;
  }) === true;
}

/** The modifier `async` of a function. */
export function asyncModifier(ts: Typescript, node: ts.Node): ts.Node | undefined {
  return hasModifier(ts, node, ts.SyntaxKind.AsyncKeyword) && ts.canHaveModifiers(node) ? ts.getModifiers(node)?.find(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) : undefined;
}
