// Plans annotated functions.

import type ts from 'typescript';
import { asyncModifier, usesThis, type AnnotatedFunction, type AnnotationKind } from './annotations.js';
import type { AnnotatedEdit } from './edits.js';
import type { Planner } from './planner.js';

/** Plans the edit of a function that a comment or a directive annotates. */
export function planAnnotated(planner: Planner, node: AnnotatedFunction, parent: ts.Node, kind: AnnotationKind): void {
  const { ts, file, builder } = planner;
  const own = node.parameters.filter((parameter) => !isThis(ts, parameter));
  const first = node.parameters.find((parameter) => isThis(ts, parameter));
  const asynchronous = asyncModifier(ts, node);
  const star = (node as ts.MethodDeclaration).asteriskToken;
  const keyword = ts.isFunctionDeclaration(node) ? keywordOf(ts, node, file) : node.getStart(file);
  builder.edit({
    kind: 'annotated',
    ...builder.span(node),
    hook: kind === 'record' ? 'r' : 'p',
    site: builder.site(node, builder.onlyName(nameOf(ts, node, parent))),
    form: formOf(ts, node),
    name: (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) && node.name !== undefined ? node.name.text : '',
    head: asynchronous?.getStart(file) ?? keyword,
    async: asynchronous === undefined ? null : builder.span(asynchronous),
    star: star === undefined ? null : builder.span(star),
    semicolon: ts.isClassLike(parent) && asynchronous !== undefined && node.name !== undefined && ts.isComputedPropertyName(node.name) && asynchronous.getStart(file) === node.getStart(file),
    open: node.parameters.pos - 1,
    thisParameter: first === undefined ? null : { start: first.getStart(file), end: own[0]?.getStart(file) ?? node.parameters.end },
    parameters: parametersOf(own),
    usesThis: ts.isArrowFunction(node) && usesThis(ts, node),
    body: builder.span(node.body),
  });
}

function formOf(ts: Planner['ts'], node: AnnotatedFunction): AnnotatedEdit['form'] {
  if (ts.isArrowFunction(node)) return 'arrow';
  if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) return 'function';
  return (node as ts.MethodDeclaration).asteriskToken === undefined ? 'method' : 'generator-method';
}

function isThis(ts: Planner['ts'], parameter: ts.ParameterDeclaration): boolean {
  return ts.isIdentifier(parameter.name) && parameter.name.text === 'this';
}

function parametersOf(parameters: readonly ts.ParameterDeclaration[]): readonly ('plain' | 'default' | 'rest')[] {
  const end = parameters.findIndex(({ initializer }) => initializer !== undefined);
  return parameters.map(({ dotDotDotToken }, i) => (dotDotDotToken !== undefined ? 'rest' : end >= 0 && i >= end ? 'default' : 'plain'));
}

/** Where `function` stands, behind modifiers other than `async`. */
function keywordOf(ts: Planner['ts'], node: ts.FunctionDeclaration, file: ts.SourceFile): number {
  const last = ts.getModifiers(node)?.at(-1);
  return last === undefined ? node.getStart(file) : last.end + /^(?:\s|\/\*[^]*?\*\/|\/\/.*)*/.exec(file.text.slice(last.end))![0].length;
}

/** The function as people call it: `Class.method`, or the name of what holds it. */
function nameOf(ts: Planner['ts'], node: AnnotatedFunction, parent: ts.Node): string {
  const { name } = node.name === undefined ? parent as { readonly name?: ts.Node } : node;
  const own = name === undefined || !(ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name)) ? 'anonymous' : name.text;
  return ts.isClassLike(parent) && parent.name !== undefined ? `${parent.name.text}.${own}` : own;
}
