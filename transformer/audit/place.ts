// What an audit gives: plain data, which the command line prints in three forms.

import type { AnnotationKind } from '../annotations.js';
import type { Because, Category, ModuleClass, Treatment } from '../boundary/index.js';
import type { Problem } from './problems.js';

/** A place where the program meets the outside. */
export interface Place {
  /** Path of the source file as the compiler names it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** As written, without arguments: `fs.readFileSync`, `new Date`, `import("pkg")`. */
  readonly operation: string;
  /** What it leads to: `Date.now`, `node:fs.readFileSync`, `pg.Pool`. */
  readonly root: string;
  readonly treatment: Treatment;
  readonly category: Category;
  /** The module it comes from, if it is one. */
  readonly module: string | undefined;
  /** The annotation of the function that it lies in, which covers it as a whole. */
  readonly within: AnnotationKind | undefined;
  /** Why it is not covered; undefined if it is. */
  readonly problem: Problem | undefined;
}

/** A module that the program imports, apart from its own files. */
export interface ImportedModule {
  /** Its package, or one of Node's modules with `node:`, or a location that is not covered. */
  readonly name: string;
  readonly class: ModuleClass;
  readonly because: Because;
  /** The specifiers that are imported, in order. */
  readonly specifiers: readonly string[];
  /** A file that imports it. */
  readonly importer: string;
  /** How many places use it. */
  readonly places: number;
  /** Why it is not covered; undefined if it is. */
  readonly problem: Problem | undefined;
}
