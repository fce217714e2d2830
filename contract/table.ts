// The table of a module as the one string that emitted code holds: short, and cheap for the engine to skip, since of
// an array literal every element costs. Both directions live here.
//
//   contract|version|options|format|file|hash|sites|operations|globals|module|module…
//
// A list is separated by commas. Sites are numbers in base 64: lines since the site before, column, index of the
// operation. Slots are not listed apart: they are the globals and the names of the modules, in this order, except
// names marked `-`. A name marked `+` is a slot, but not asked of the module; a module marked `+` is not imported
// statically; one marked `*` has its namespace among the thunks.

import type { ModuleFormat, ModuleTable, Slot } from './emitted.js';

/** What the string holds: a table without what is known only where the module runs. */
export interface WrittenTable extends Omit<ModuleTable, 'location' | 'outside' | 'siteCount'> {
  readonly outside: readonly (readonly [specifier: string, names: readonly string[], hasNamespace: boolean])[];
}

interface WrittenModule {
  readonly specifier: string;
  readonly marks: string;
  readonly names: readonly { readonly mark: string; readonly name: string }[];
}

/** The string of a table. Its slots have to be in {@link slotOrder}. */
export function encodeTable(table: WrittenTable): string {
  const operations = new Map<string, number>();
  let sites = '';
  for (let i = 0, line = 0; i < table.sites.length; i += 3) {
    const at = table.sites[i] as number;
    const operation = table.sites[i + 2] as string;
    let index = operations.get(operation);
    if (index === undefined) operations.set(operation, index = operations.size);
    const lines = at - line;
    sites += digits(lines < 0 ? -lines * 2 + 1 : lines * 2) + digits(table.sites[i + 1] as number) + digits(index);
    line = at;
  }
  const globals = table.slots.filter((slot) => slot[0] === 'g').map(([, name]) => escape(name));
  const fields = [table.contract, table.version, table.options, table.format, escape(table.file), table.hash, sites, [...operations.keys()].map(escape), globals];
  const modules = writtenModules(table).map(({ specifier, marks, names }) => [`${marks}${escape(specifier)}`, ...names.map(({ mark, name }) => `${mark}${escape(name)}`)]);
  return [...fields, ...modules].join('|');
}

/** Slots as the string implies them: globals first, then the modules' names in the order of the modules. */
export function slotOrder(slots: readonly Slot[], outside: WrittenTable['outside']): Slot[] {
  const modules = writtenModules({ slots, outside });
  return [
    ...slots.filter((slot) => slot[0] === 'g'),
    ...modules.flatMap(({ specifier, names }) => names.filter(({ mark }) => mark !== '-').map(({ name }): Slot => ['i', specifier, name])),
  ];
}

function writtenModules({ slots, outside }: Pick<WrittenTable, 'slots' | 'outside'>): readonly WrittenModule[] {
  const used = new Map<string, Set<string>>();
  for (const slot of slots) {
    if (slot[0] === 'i') used.set(slot[1], (used.get(slot[1]) ?? new Set()).add(slot[2]));
  }
  const imported = outside.map(([specifier, names, hasNamespace]): WrittenModule => {
    const own = used.get(specifier) ?? new Set();
    used.delete(specifier);
    const others = [...own].filter((name) => !names.includes(name));
    const asked = names.map((name) => ({ mark: own.has(name) ? '' : '-', name }));
    return { specifier, marks: hasNamespace ? '*' : '', names: [...asked, ...others.map((name) => ({ mark: '+', name }))] };
  });
  const required = [...used].map(([specifier, names]): WrittenModule => ({ specifier, marks: '+', names: [...names].map((name) => ({ mark: '+', name })) }));
  return [...imported, ...required];
}

/** The table of a string. Its sites are decoded when they are asked for. */
export function decodeTable(written: string, location: string, namespaces: readonly (() => object)[] = [], classes?: Readonly<Record<string, () => unknown>>): ModuleTable {
  const [contract, version = '', options = '', format, file = '', hash = '', codes = '', operations = '', globals = '', ...modules] = written.split('|');
  const slots: Slot[] = list(globals).map((name) => ['g', name]);
  const outside: [string, string[], (() => object)?][] = [];
  let thunks = 0;
  for (const module of modules) {
    const [head = '', ...names] = module.split(',');
    const imported = !head.startsWith('+');
    const marked = imported ? head : head.slice(1);
    const hasNamespace = marked.startsWith('*');
    const specifier = unescape(hasNamespace ? marked.slice(1) : marked);
    for (const name of names) if (!name.startsWith('-')) slots.push(['i', specifier, unescape(name.startsWith('+') ? name.slice(1) : name)]);
    if (!imported) continue;
    const asked = names.filter((name) => !name.startsWith('+')).map((name) => unescape(name.startsWith('-') ? name.slice(1) : name));
    const namespace = hasNamespace ? namespaces[thunks++] : undefined;
    outside.push(namespace === undefined ? [specifier, asked] : [specifier, asked, namespace]);
  }
  let sites: readonly (string | number)[] | undefined;
  return {
    contract: Number(contract), version, options, format: format as ModuleFormat, file: unescape(file), hash, location, slots, outside, ...(classes === undefined ? {} : { classes }),
    siteCount: numbersIn(codes) / 3,
    get sites() { return sites ??= decodeSites(codes, list(operations)); },
  };
}

function decodeSites(codes: string, operations: readonly string[]): readonly (string | number)[] {
  const sites: (string | number)[] = [];
  let line = 0;
  let value = 0;
  let shift = 0;
  for (let i = 0; i < codes.length; i++) {
    const digit = DIGITS.indexOf(codes.charAt(i));
    value += (digit & 31) << shift;
    shift += 5;
    if (digit >= 32) continue;
    const kind = sites.length % 3;
    if (kind === 0) line += (value & 1) === 1 ? -(value >> 1) : value >> 1;
    sites.push(kind === 0 ? line : kind === 1 ? value : operations[value] ?? '');
    value = shift = 0;
  }
  return sites;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A number in groups of five bits, the lowest first; all groups but the last have the sixth bit set. */
function digits(value: number): string {
  return value < 32 ? DIGITS.charAt(value) : DIGITS.charAt((value & 31) | 32) + digits(value >> 5);
}

function numbersIn(codes: string): number {
  let count = 0;
  for (let i = 0; i < codes.length; i++) if (DIGITS.indexOf(codes.charAt(i)) < 32) count++;
  return count;
}

function list(field: string): string[] {
  return field === '' ? [] : field.split(',').map(unescape);
}

/** What a name has to hold to need an escape. */
const SPECIAL = /[%|,]|^[-+*]/;

function escape(text: string): string {
  if (!SPECIAL.test(text)) return text;
  const plain = text.split('%').join('%25').split('|').join('%7C').split(',').join('%2C');
  const mark = plain.charAt(0);
  if (mark === '+' || mark === '-' || (mark === '*' && plain.length > 1)) return `%${mark.charCodeAt(0).toString(16)}${plain.slice(1)}`;
  return plain;
}

function unescape(text: string): string {
  return text.split('%').map((part, index) => (index === 0 ? part : String.fromCharCode(Number.parseInt(part.slice(0, 2), 16)) + part.slice(2))).join('');
}
