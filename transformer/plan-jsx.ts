// JSX elements. Their tags stay as they are, since a tag's form tells the compiler components from intrinsic elements,
// and the call of the factory is the compiler's own.

import type ts from 'typescript';
import type { Planner } from './planner.js';
import type { Scope } from './scope.js';
import type { Typescript } from './typescript.js';

/** Marks a component of an outside package, which is used as it is. */
export function planElement(planner: Planner, node: ts.JsxOpeningLikeElement, scope: Scope): void {
  const name = componentName(planner.ts, node.tagName);
  if (name !== undefined && planner.roots.slotOf(name, scope)?.[0] === 'i') planner.builder.markOnce('jsx', name, node.tagName);
}

/** Marks the import of an element factory from an outside package: the compiler calls it after the edits are made. */
export function planFactory({ ts, file, facts, builder }: Planner, bound: ts.Identifier): void {
  if (bound.text === facts.jsxFactory && file.languageVariant === ts.LanguageVariant.JSX) builder.mark('jsx', bound);
}

/** The variable that a tag refers to; none if it is the name of an intrinsic element. */
function componentName(ts: Typescript, tag: ts.JsxTagNameExpression): string | undefined {
  let head: ts.Node = tag;
  while (ts.isPropertyAccessExpression(head)) head = head.expression;
  if (!ts.isIdentifier(head)) return undefined;
  const first = head.text.charAt(0);
  const intrinsic = head === tag && (first.toLowerCase() === first || head.text.includes('-'));
  return intrinsic ? undefined : head.text;
}
