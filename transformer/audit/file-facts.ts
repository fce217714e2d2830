// What the places of a file depend on.

import type ts from 'typescript';
import type { Boundary } from '../boundary/index.js';
import type { Plan } from '../edits.js';
import type { IsValue } from '../ast-printing.js';
import type { Typescript } from '../typescript.js';

/** Elements of JSX become calls of a function: from a module that the compiler imports itself, or of a name that the file binds. */
export type JsxMaker = { readonly imported: string } | { readonly name: string };

/** A file, its plan, and what else its places depend on. */
export interface FileFacts {
  readonly ts: Typescript;
  readonly file: ts.SourceFile;
  readonly plan: Plan;
  readonly strict: boolean;
  readonly boundary: Boundary;
  readonly isValue: IsValue;
  /** What makes the elements of JSX; undefined if they stay as they are. */
  readonly jsx: JsxMaker | undefined;
  /** Told of each module that is imported at run time, with the node that says so. */
  readonly imported: (specifier: string, node: ts.Node) => void;
}
