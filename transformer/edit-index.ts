// Finds the edit of a node, and tells quickly that there is none below one.

import type ts from 'typescript';
import type { Edit } from './edits.js';
import { Offsets } from './offsets.js';

/** Edits by the span of their node. */
export class EditIndex {
  private readonly byEnd = new Map<number, Edit[]>();
  private readonly starts: Offsets;

  constructor(private readonly file: ts.SourceFile, edits: readonly Edit[]) {
    this.starts = new Offsets(edits.map((edit) => edit.start));
    for (const edit of edits) {
      const known = this.byEnd.get(edit.end);
      if (known === undefined) this.byEnd.set(edit.end, [edit]);
      else known.push(edit);
    }
  }

  /** The edit of this kind that the node has. */
  find<Kind extends Edit['kind']>(kind: Kind, node: ts.Node): Extract<Edit, { kind: Kind }> | undefined {
    const candidates = this.byEnd.get(node.end);
    if (candidates === undefined) return undefined;
    const start = node.getStart(this.file);
    return candidates.find((edit): edit is Extract<Edit, { kind: Kind }> => edit.kind === kind && edit.start === start);
  }

  /** Whether an edit starts within the node. */
  touches(node: ts.Node): boolean {
    return this.starts.within(node);
  }
}
