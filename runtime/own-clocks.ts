// What the program puts in the place of `Date.now` and `Math.random`: its own Date and Math have it, which packages do not use.

interface Member { readonly name: string; readonly holder: Record<string, unknown>; readonly key: string; seen: unknown; readonly genuine: unknown }

const members: Member[] = [];

/** A function of the program's Date or Math. */
export function keepClock(name: string, holder: object, key: string): void {
  const genuine = (holder as Record<string, unknown>)[key];
  members.push({ name, holder: holder as Record<string, unknown>, key, seen: genuine, genuine });
}

/** A package has replaced one, which the program sees. */
export function clockReplaced(): void {
  for (const member of members) member.seen = member.holder[member.key];
}

/** The name of one in whose place the program has put something since this was asked last. */
export function ownClock(): string | undefined {
  for (let i = 0; i < members.length; i++) {
    const member = members[i]!;
    const value = member.holder[member.key];
    if (value === member.seen) continue;
    member.seen = value;
    if (value !== member.genuine) return member.name;
  }
  return undefined;
}
