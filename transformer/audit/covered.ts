// What the plan of a file covers, by position.

import type { Mark, Plan } from '../edits.js';

/** Kinds of edits that make a place cross; `reference` is any edit of a root's name. */
type Coverage = 'reference' | 'path' | 'meta' | 'require' | 'dynamicImport' | 'reexport';

/** Edits and marks of a plan, by position. */
export class Covered {
  private readonly starts = new Map<Coverage, Set<number>>();
  /** Calls and constructions whose callee is a root itself: its name has no edit of its own, and lies in between. Ascending, apart from each other. */
  private readonly spans: { readonly start: number; readonly end: number }[] = [];
  private readonly marks: Mark[];

  constructor(plan: Plan) {
    this.marks = [...plan.marks];
    for (const edit of plan.edits) {
      switch (edit.kind) {
        case 'ref': case 'tag': case 'leaf': this.note('reference', edit.start); break;
        case 'rootCall': this.spans.push({ start: edit.start, end: edit.open }); break;
        case 'construct': if (edit.slot !== null) this.spans.push({ start: edit.start, end: edit.open ?? edit.end }); break;
        case 'path': case 'meta': case 'require': case 'dynamicImport': this.note(edit.kind, edit.start); break;
        case 'reexport': for (const name of edit.names) this.note('reexport', name.start); break;
        default:
      }
    }
  }

  has(kind: Coverage, start: number): boolean {
    if (this.starts.get(kind)?.has(start) === true) return true;
    if (kind !== 'reference') return false;
    let low = 0;
    let high = this.spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.spans[middle] as { end: number }).end <= start) low = middle + 1;
      else high = middle;
    }
    const span = this.spans[low];
    return span !== undefined && span.start <= start;
  }

  /** Whether a mark starts at a place; it is accounted for then. */
  takeMark(code: Mark['code'], start: number): boolean {
    const index = this.marks.findIndex((mark) => mark.code === code && mark.start === start);
    if (index >= 0) this.marks.splice(index, 1);
    return index >= 0;
  }

  /** Marks that no place accounts for. */
  unseenMarks(): readonly Mark[] {
    return this.marks;
  }

  private note(kind: Coverage, start: number): void {
    const starts = this.starts.get(kind) ?? new Set();
    this.starts.set(kind, starts.add(start));
  }
}
