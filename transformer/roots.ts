// Which identifiers are roots: unshadowed host globals and bindings imported from outside.

import type ts from 'typescript';
import type { Slot } from '../contract/emitted.js';
import { isFixedPath, isLeafCall, isLeafClass, PARTIAL_GLOBALS, PATH_GLOBALS, ROOT_GLOBALS, type Boundary } from './boundary/index.js';
import type { Binding, ImportBinding, Scope } from './scope.js';
import { withoutWrappers } from './syntax.js';
import type { Typescript } from './typescript.js';

/** A root that a callee starts at. */
interface RootedCallee {
  readonly head: ts.Identifier;
  readonly slot: Slot;
  /** The members between the root and the one that is called; null if the root itself is called. */
  readonly receiver: readonly string[] | null;
}

/** Tells roots, by scopes and imports. */
export class Roots {
  constructor(private readonly ts: Typescript, private readonly boundary: Boundary) {}

  /** What the name stands for, if it is a root. */
  slotOf(name: string, scope: Scope): Slot | undefined {
    const binding: Binding | undefined = scope.lookup(name);
    if (binding === undefined) return ROOT_GLOBALS.has(name) ? ['g', name] : undefined;
    if (binding === 'local' || !this.isOutside(binding.specifier)) return undefined;
    return ['i', binding.specifier, binding.exported];
  }

  /** Whether the name is imported from the outside. */
  isImported(name: string, scope: Scope): boolean {
    return this.slotOf(name, scope)?.[0] === 'i';
  }

  /** Whether a module is of the outside. */
  isOutside(specifier: string): boolean {
    return this.boundary.classify(specifier) === 'outside';
  }

  /** What the name is bound to, if it is imported from a pure package. */
  pureImportOf(name: string, scope: Scope): ImportBinding | undefined {
    const binding = scope.lookup(name);
    return typeof binding === 'object' && this.boundary.isPurePackage(binding.specifier) ? binding : undefined;
  }

  /** Whether the names that are imported from a module matter. */
  matters(specifier: string): boolean {
    return this.isOutside(specifier) || this.boundary.isPurePackage(specifier);
  }

  /** Whether the name is `__filename` or `__dirname` of the module. */
  isPath(name: string, scope: Scope): boolean {
    return PATH_GLOBALS.has(name) && scope.lookup(name) === undefined;
  }

  /** Whether `expression.member` is a member of a root that does not lead outside (`Math.floor`). */
  isPureMember(expression: ts.PropertyAccessExpression | ts.ElementAccessExpression, scope: Scope): boolean {
    const { ts } = this;
    const head = withoutWrappers(ts, expression.expression);
    if (!ts.isIdentifier(head) || !Object.hasOwn(PARTIAL_GLOBALS, head.text) || scope.lookup(head.text) !== undefined) return false;
    const argument = ts.isPropertyAccessExpression(expression) ? expression.name : expression.argumentExpression;
    const member = ts.isIdentifier(argument) && ts.isPropertyAccessExpression(expression) ? argument.text
      : ts.isStringLiteralLike(argument) ? argument.text : undefined;
    return member !== undefined && PARTIAL_GLOBALS[head.text]?.(member) === false;
  }

  /** The callee as `root`, `root.member`, or `root.fixed.member`, if it is one. */
  calleeOf(expression: ts.Expression, scope: Scope): RootedCallee | undefined {
    const { ts } = this;
    const callee = withoutWrappers(ts, expression);
    if (ts.isIdentifier(callee)) return this.rooted(callee, scope, null);
    if (!ts.isPropertyAccessExpression(callee) && !ts.isElementAccessExpression(callee)) return undefined;
    if (ts.isOptionalChain(callee) || this.isPureMember(callee, scope)) return undefined;
    const members: string[] = [];
    let head = withoutWrappers(ts, callee.expression);
    while (ts.isPropertyAccessExpression(head) && !ts.isOptionalChain(head)) {
      members.unshift(head.name.text);
      head = withoutWrappers(ts, head.expression);
    }
    if (!ts.isIdentifier(head)) return undefined;
    const rooted = this.rooted(head, scope, members);
    return rooted !== undefined && isFixedPath(rooted.slot, members) ? rooted : undefined;
  }

  /** Whether a call reads a clock or draws a number, and nothing else. */
  isLeafCall(node: ts.CallExpression, { slot, receiver }: RootedCallee): boolean {
    const { ts } = this;
    if (node.arguments.length > 0) return false;
    if (receiver === null) return ts.isIdentifier(node.expression) && isLeafCall(slot, []);
    const callee = withoutWrappers(ts, node.expression);
    return ts.isPropertyAccessExpression(callee) && isLeafCall(slot, [...receiver, callee.name.text]);
  }

  /** {@link isLeafCall} for a `new`. */
  isLeafConstruction(node: ts.NewExpression, { slot, receiver }: RootedCallee): boolean {
    return receiver === null && (node.arguments?.length ?? 0) === 0 && this.ts.isIdentifier(node.expression) && isLeafClass(slot);
  }

  /** The class of a `new`, which is evaluated once and may lie any number of members deep; `receiver` is null if it is the root. */
  classOf(expression: ts.Expression, scope: Scope): RootedCallee | undefined {
    const { ts } = this;
    const callee = withoutWrappers(ts, expression);
    let head = callee;
    while ((ts.isPropertyAccessExpression(head) || ts.isElementAccessExpression(head)) && !ts.isOptionalChain(head)) {
      if (this.isPureMember(head, scope)) return undefined;
      head = withoutWrappers(ts, head.expression);
    }
    return ts.isIdentifier(head) ? this.rooted(head, scope, head === callee ? null : []) : undefined;
  }

  private rooted(head: ts.Identifier, scope: Scope, receiver: readonly string[] | null): RootedCallee | undefined {
    const slot = this.slotOf(head.text, scope);
    return slot === undefined ? undefined : { head, slot, receiver };
  }
}

/** The operation of a callee as written, without parentheses and type annotations: `fs.readFileSync`. */
export function operationOf(ts: Typescript, file: ts.SourceFile, expression: ts.Expression): string {
  const callee = withoutWrappers(ts, expression);
  if (ts.isPropertyAccessExpression(callee)) return `${operationOf(ts, file, callee.expression)}.${callee.name.text}`;
  if (ts.isElementAccessExpression(callee)) return `${operationOf(ts, file, callee.expression)}[${callee.argumentExpression.getText(file)}]`;
  return callee.getText(file);
}
