// Functions that are annotated with `record` or `passthrough`: what they do with the outside is the annotation's
// business, not that of each place within.

import type ts from 'typescript';
import type { AnnotationKind } from '../annotations.js';
import type { Plan, Span } from '../edits.js';
import { annotationOf } from '../recorded-body.js';
import type { Scope } from '../scope.js';
import { withoutWrappers } from '../syntax.js';
import type { Typescript } from '../typescript.js';

/** A function that is annotated where it stands. */
export interface Annotated {
  readonly kind: AnnotationKind;
  /** Where the annotation is, or the function that a comment annotates. */
  readonly at: number;
  /** What the annotation covers; null if the function stands elsewhere, where others may call it past the annotation. */
  readonly covers: Span | null;
  /** `@record load`, `record(load)`. */
  readonly operation: string;
}

/** Functions that comments and directives annotate: the plan knows them. */
export function annotatedFunctions({ edits, sites }: Plan): Annotated[] {
  return edits.flatMap((edit): Annotated[] => {
    if (edit.kind !== 'annotated') return [];
    const kind = edit.hook === 'r' ? 'record' : 'passthrough';
    return [{ kind, at: edit.start, covers: edit, operation: `@${kind} ${sites[edit.site]?.operation ?? ''}` }];
  });
}

/** The function that a decorator or a call annotates; undefined if a node is neither. */
export function annotatedBy(ts: Typescript, file: ts.SourceFile, node: ts.Node, parent: ts.Node, scope: Scope): Annotated | undefined {
  if (ts.isDecorator(node)) {
    const kind = annotationOf(ts, node.expression, scope);
    const { name, parameters, body, initializer } = parent as { name?: ts.Node; parameters?: ts.TextRange; body?: ts.Node; initializer?: ts.Node };
    const end = body ?? initializer;
    if (kind === undefined || end === undefined) return undefined;
    return { kind, at: node.getStart(file), covers: { start: parameters?.pos ?? end.pos, end: end.end }, operation: `@${kind}${name === undefined ? '' : ` ${name.getText(file)}`}` };
  }
  const [argument] = ts.isCallExpression(node) ? node.arguments : [];
  const kind = ts.isCallExpression(node) ? annotationOf(ts, node.expression, scope) : undefined;
  if (kind === undefined || argument === undefined) return undefined;
  const fn = withoutWrappers(ts, argument);
  const inline = ts.isArrowFunction(fn) || ts.isFunctionExpression(fn);
  const name = inline ? ts.isVariableDeclaration(parent) ? parent.name.getText(file) : 'function' : fn.getText(file).slice(0, 40);
  return { kind, at: node.getStart(file), covers: inline ? { start: fn.getStart(file), end: fn.end } : null, operation: `${kind}(${name})` };
}
