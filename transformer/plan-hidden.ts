// What a class hides from code outside of its body: private fields, and the values of `accessor` fields.

import type ts from 'typescript';
import type { Planner } from './planner.js';
import { hasModifier } from './syntax.js';

/**
 * Plans that a class shows the runtime what it hides. So does every class that hides something, since a recorded function of
 * another file may get its instances. (For targets before ES2022 the compiler loses the name of an anonymous class
 * expression with private fields; with a static block it keeps it.)
 */
export function planHidden({ ts, builder }: Planner, node: ts.ClassLikeDeclaration): void {
  const names = { instance: [] as string[], static: [] as string[] };
  for (const member of node.members) {
    if (!ts.isPropertyDeclaration(member) || !isHidden(ts, member)) continue;
    const { name } = member;
    if (ts.isPrivateIdentifier(name) || ts.isIdentifier(name)) names[hasModifier(ts, member, ts.SyntaxKind.StaticKeyword) ? 'static' : 'instance'].push(name.text);
  }
  if (names.instance.length + names.static.length > 0) builder.edit({ kind: 'hidden', ...builder.span(node), ...names });
}

/** Reading a decorated accessor may run code of the program. */
function isHidden(ts: Planner['ts'], member: ts.PropertyDeclaration): boolean {
  if (hasModifier(ts, member, ts.SyntaxKind.AbstractKeyword) || hasModifier(ts, member, ts.SyntaxKind.DeclareKeyword)) return false;
  return hasModifier(ts, member, ts.SyntaxKind.AccessorKeyword) ? (ts.getDecorators(member) ?? []).length === 0 : ts.isPrivateIdentifier(member.name);
}
