// Exports that pass an outside binding on, as text: the module exports a constant with the wrapped value instead.

import type { Plan, Reexport, ReexportEdit, Span } from './edits.js';

/** The constant of `import { x } from "pkg"; export { x }`, to be put after the import. */
export function constantsOf(text: string, plan: Plan, name: Reexport): string {
  const { local } = name;
  if (local === null) return '';
  return `${text.charAt(local.end - 1) === ';' ? '' : ';'} ${constant(plan, name, local.name)}`;
}

/** `x as y` → `_$r0 as y` */
export function exportedConstant(text: string, name: Reexport): string {
  return `${name.constant} as ${slice(text, name.as)}`;
}

/**
 * The statements in place of `export { x as y, type T } from "pkg"`, on as many lines.
 *
 * @param from - the module specifier with its attributes
 */
export function importAndExport(text: string, plan: Plan, edit: ReexportEdit, from: Span): string {
  const module = slice(text, from);
  const local = (name: Reexport): string => `${name.constant}i`;
  const imported = edit.names.map((name) => `${slice(text, name.source)} as ${local(name)}`);
  const isNamespace = edit.names.some((name) => name.imported === '*');
  const statements = [
    `import ${isNamespace ? imported.join() : `{ ${imported.join(', ')} }`} from ${module};`,
    ...edit.names.map((name) => constant(plan, name, local(name))),
    `export { ${edit.names.map((name) => exportedConstant(text, name)).join(', ')} };`,
    ...(edit.kept.length === 0 ? [] : [`export { ${edit.kept.map((span) => slice(text, span)).join(', ')} } from ${module};`]),
  ].join(' ');
  const lines = (part: string): number => part.split('\n').length - 1;
  return statements + '\n'.repeat(Math.max(0, lines(slice(text, edit)) - lines(statements)));
}

/** `const _$r0 = _$().ref(slot, value);` */
function constant({ names }: Plan, { constant: name, slot }: Reexport, value: string): string {
  return `const ${name} = ${names.hooks}().ref(${slot}, ${value});`;
}

function slice(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}
