// Places in a source text, by which the walks over its tree know where there is nothing to look for.

import type ts from 'typescript';

/** Offsets in ascending order. */
export class Offsets {
  /** How many lie before the last node that was asked about. Walks mostly go forward, so the next one is near. */
  private passed = 0;

  /** @param offsets - undefined if every node is to be looked at */
  constructor(private readonly offsets: readonly number[] | undefined) {}

  /** Whether one lies within the node or in the comments before it. */
  within({ pos, end }: ts.TextRange): boolean {
    const { offsets } = this;
    if (offsets === undefined) return true;
    let at = this.passed;
    while (at > 0 && (offsets[at - 1] as number) >= pos) at--;
    while (at < offsets.length && (offsets[at] as number) < pos) at++;
    this.passed = at;
    return at < offsets.length && (offsets[at] as number) < end;
  }
}
