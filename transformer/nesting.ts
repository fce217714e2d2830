// Code that is nested more deeply than the process has stack for: a walk over a tree takes some of it for each level.

import type ts from 'typescript';
import { ErrorAt } from './errors.js';
import type { Typescript } from './typescript.js';

/** What to do about such code, in the words of an error. */
export const SPLIT = 'give parts of it names, or run the compiler by node with a larger --stack-size';

/** Whether an error is the engine's own for a stack that is used up. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}

/** The error for a file whose walk has used up the stack: at the place where its code is nested most deeply. */
export function nestingError(ts: Typescript, file: ts.SourceFile): ErrorAt {
  const { node, depth } = innermost(ts, file);
  return new ErrorAt(node.getStart(file), `its code is nested ${depth} levels deep here, for which the stack of the process is too small; ${SPLIT}`);
}

/** The node that lies deepest in a tree. Found without recursion: there is no stack for it. */
function innermost(ts: Typescript, file: ts.SourceFile): { readonly node: ts.Node; readonly depth: number } {
  let found: { readonly node: ts.Node; readonly depth: number } = { node: file, depth: 0 };
  const open = [found];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    if (depth > found.depth) found = next;
    ts.forEachChild(node, (child) => { open.push({ node: child, depth: depth + 1 }); });
  }
  return found;
}
