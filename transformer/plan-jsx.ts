// JSX elements. A tag's form tells the compiler components from intrinsic elements, and the call of the factory is the
// compiler's own.

import type ts from 'typescript';
import type { Planner } from './planner.js';
import type { Scope } from './scope.js';
import type { Typescript } from './typescript.js';

/** A tag that names a component of an outside package. */
export function planTag(planner: Planner, { tagName }: ts.JsxOpeningLikeElement | ts.JsxClosingElement, scope: Scope): void {
  const head = componentHead(planner.ts, tagName);
  const slot = head === undefined ? undefined : planner.roots.slotOf(head.text, scope);
  if (head !== undefined && slot?.[0] === 'i') planner.builder.edit({ kind: 'tag', ...planner.builder.span(head), slot: planner.useSlot(head, slot), name: head.text });
}

/** Marks the import of an element factory from an outside package: the compiler calls it after the edits are made. */
export function planFactory({ ts, file, facts, builder }: Planner, bound: ts.Identifier): void {
  if (bound.text === facts.jsxFactory && file.languageVariant === ts.LanguageVariant.JSX) builder.mark('jsx', bound);
}

/** The variable that a tag refers to; none if it is the name of an intrinsic element. */
function componentHead(ts: Typescript, tag: ts.JsxTagNameExpression): ts.Identifier | undefined {
  let head: ts.Node = tag;
  while (ts.isPropertyAccessExpression(head)) head = head.expression;
  if (!ts.isIdentifier(head)) return undefined;
  const first = head.text.charAt(0);
  const intrinsic = head === tag && (first.toLowerCase() === first || head.text.includes('-'));
  return intrinsic ? undefined : head;
}
