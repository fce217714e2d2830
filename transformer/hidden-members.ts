// The call by which a class shows what it hides: the same for both printers.

import type { HelperNames, HiddenNames } from './edits.js';

/** Names as the runtime gets them, and the private ones, which only functions of the class can read and write. */
interface HiddenGroup {
  readonly names: string;
  readonly fields: readonly string[];
}

/** Of instances first, then of the class itself, if it hides anything. */
export function hiddenGroups(names: HiddenNames): readonly HiddenGroup[] {
  return (names.static.length === 0 ? [names.instance] : [names.instance, names.static]).map((group) => ({ names: group.join(' '), fields: group.filter((name) => name.startsWith('#')) }));
}

/** The static block as text. */
export function hiddenText(edit: HiddenNames, { hooks }: HelperNames): string {
  const parts = hiddenGroups(edit).flatMap(({ names, fields }) => {
    const last = fields.at(-1);
    if (last === undefined) return [`"${names}"`, 'void 0', 'void 0'];
    return [`"${names}"`, `(o) => ${last} in o ? [${fields.map((field) => `o.${field}`).join(', ')}] : void 0`, `(o, v) => { ${fields.map((field, i) => `o.${field} = v[${i}];`).join(' ')} }`];
  });
  return `; static { ${hooks}().s(this, ${parts.join(', ')}); } `;
}
