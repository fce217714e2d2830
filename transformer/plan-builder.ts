// Collects what a plan consists of: slots and sites are numbered in the order of the source.

import type ts from 'typescript';
import type { ModuleFormat, Slot } from '../contract/emitted.js';
import { slotOrder } from '../contract/table.js';
import { normaliseSpecifier } from './boundary/index.js';
import type { Edit, HelperNames, Mark, OutsideModule, Plan, PureImport, Site, Span } from './edits.js';
import type { ImportBinding } from './scope.js';
import type { Typescript } from './typescript.js';

/** Names that the file does not use anywhere, be it in a comment. */
export function helperNames(text: string): HelperNames {
  const hooks = unused(text, '_$');
  return {
    runtime: unused(text, '_reprise'),
    hooks,
    error: `${hooks}e`,
    item: `${hooks}t`,
    specifier: `${hooks}s`,
    options: `${hooks}o`,
  };
}

function unused(text: string, wanted: string): string {
  let name = wanted;
  for (let suffix = 1; text.includes(name); suffix++) name = `${wanted}${suffix}`;
  return name;
}

/** What a plan is made of, collected in the order of the walk. */
export class PlanBuilder {
  private readonly edits: Edit[] = [];
  private readonly marks: Mark[] = [];
  private readonly sites: Site[] = [];
  private readonly slots: Slot[] = [];
  private readonly slotIndex = new Map<string, number>();
  private readonly outside = new Map<string, { names: Set<string>; namespace: string | null; required: string | null; added: string | null }>();
  /** Names of `import x = require(…)`. */
  private readonly required = new Set<string>();
  private readonly pure = new Map<string, PureImport>();
  private readonly annotated = new Map<string, number>();
  private constants = 0;

  constructor(private readonly ts: Typescript, private readonly file: ts.SourceFile, private readonly names: HelperNames) {}

  span(node: ts.Node): Span {
    return { start: node.getStart(this.file), end: node.end };
  }

  edit(edit: Edit): void {
    this.edits.push(edit);
  }

  /** How many edits there are so far. */
  get count(): number {
    return this.edits.length;
  }

  mark(code: Mark['code'], node: ts.Node): void {
    this.marks.push({ code, ...this.span(node) });
  }

  /** The name of an annotated function, made the only one in the file: `load`, `load#2` … */
  onlyName(name: string): string {
    const number = (this.annotated.get(name) ?? 0) + 1;
    this.annotated.set(name, number);
    return number === 1 ? name : `${name}#${number}`;
  }

  site(node: ts.Node, operation: string): number {
    const { line, character } = this.ts.getLineAndCharacterOfPosition(this.file, node.getStart(this.file));
    return this.sites.push({ line: line + 1, column: character + 1, operation }) - 1;
  }

  slot(slot: Slot): number {
    const normal: Slot = slot[0] === 'i' ? ['i', normaliseSpecifier(slot[1]), slot[2]] : slot;
    const key = JSON.stringify(normal);
    const known = this.slotIndex.get(key);
    if (known !== undefined) return known;
    const index = this.slots.push(normal) - 1;
    this.slotIndex.set(key, index);
    return index;
  }

  /** A fresh name for a constant of the printer. */
  constant(): string {
    return `${this.names.hooks}r${this.constants++}`;
  }

  /** Notes an outside module and the names that are asked of it. */
  import(specifier: string, names: readonly string[]): void {
    const key = normaliseSpecifier(specifier);
    const entry = this.outside.get(key) ?? { names: new Set<string>(), namespace: null, required: null, added: null };
    this.outside.set(key, entry);
    for (const name of names) entry.names.add(name);
  }

  /** Notes that a module is required, under a name which an ES module has only when that runs. */
  require(specifier: string, name: string): void {
    this.import(specifier, []);
    this.required.add(name);
  }

  /** Notes a use of what a pure package exports. */
  pureImport({ specifier, exported }: ImportBinding, node: ts.Identifier): void {
    if (!this.pure.has(node.text)) this.pure.set(node.text, { specifier, exported, name: node.text, ...this.span(node) });
  }

  /** Notes that the compiler imports React, if it is what makes the elements of the file; there is nothing to refer to. */
  pureElements(): void {
    this.pure.set('', { specifier: 'react', exported: '', name: 'undefined', start: -1, end: -1 });
  }

  /** Notes that the module holds the namespace of an outside module at run time, under `name`. */
  namespace(specifier: string, name: string): void {
    const entry = this.outside.get(normaliseSpecifier(specifier));
    if (entry === undefined) return;
    if (this.required.has(name)) entry.required ??= name;
    else entry.namespace ??= name;
    entry.names.add('*');
  }

  /** Asks for the namespace of a module that the file re-exports as a whole. */
  addNamespace(specifier: string): void {
    const entry = this.outside.get(normaliseSpecifier(specifier));
    if (entry !== undefined) entry.added ??= specifier;
  }

  finish(format: ModuleFormat, header: number, directives: number, classes: readonly string[]): Plan {
    const outside: OutsideModule[] = [];
    for (const [specifier, { names, namespace: imported, required, added }] of this.outside) {
      const namespace = format === 'esm' ? imported : imported ?? required;
      const needed = namespace === null && added !== null && format === 'esm';
      outside.push({
        specifier,
        names: [...names],
        namespace: needed ? `${this.names.hooks}n${outside.length}` : namespace,
        added: needed ? added : null,
      });
    }
    const slots = slotOrder(this.slots, outside.map(({ specifier, names, namespace }) => [specifier, names, namespace !== null]));
    const edits = this.renumber(slots);
    edits.sort((a, b) => a.start - b.start || b.end - a.end || Number(b.kind === 'async') - Number(a.kind === 'async'));
    return { format, names: this.names, header, directives, sites: this.sites, slots, outside, classes, pure: [...this.pure.values()], edits, marks: this.marks };
  }

  /** The edits with slots numbered in their final order. */
  private renumber(order: readonly Slot[]): Edit[] {
    const places = new Map(order.map((slot, index) => [JSON.stringify(slot), index]));
    const final = this.slots.map((slot) => places.get(JSON.stringify(slot)));
    const moved = (slot: number): number => {
      const place = final[slot];
      // Another root's slot in its place would be called, and nobody would notice.
      if (place === undefined) throw new Error(`Slot ${slot} of the plan is in no table of roots.`);
      return place;
    };
    return this.edits.map((edit) => {
      switch (edit.kind) {
        case 'ref': case 'tag': case 'require': case 'rootCall': case 'leaf': return { ...edit, slot: moved(edit.slot) };
        case 'construct': return edit.slot === null ? edit : { ...edit, slot: moved(edit.slot) };
        case 'call': return { ...edit, receiver: { ...edit.receiver, slot: moved(edit.receiver.slot) } };
        case 'reexport': return { ...edit, names: edit.names.map((name) => ({ ...name, slot: moved(name.slot) })) };
        default: return edit;
      }
    });
  }
}
