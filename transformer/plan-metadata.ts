// What the compiler notes of types for decorators (`emitDecoratorMetadata`) refers to classes as they are: it does so after
// the edits are made. Packages that read it need them so; the program would compare them with its stand-ins.

import type ts from 'typescript';
import type { Planner } from './planner.js';
import type { Scope } from './scope.js';
import { withoutWrappers } from './syntax.js';

const READERS: ReadonlySet<string> = new Set(['getMetadata', 'getOwnMetadata']);

/** Marks that a program reads such a note itself: `Reflect.getMetadata("design:type", …)`. */
export function checkMetadata({ ts, builder }: Planner, call: ts.CallExpression, scope: Scope): void {
  const callee = withoutWrappers(ts, call.expression);
  if (!ts.isPropertyAccessExpression(callee) || !READERS.has(callee.name.text)) return;
  const object = withoutWrappers(ts, callee.expression);
  const [key] = call.arguments;
  if (key === undefined || !ts.isStringLiteralLike(key) || !key.text.startsWith('design:')) return;
  if (ts.isIdentifier(object) && object.text === 'Reflect' && scope.lookup('Reflect') === undefined) builder.mark('metadata', call);
}
