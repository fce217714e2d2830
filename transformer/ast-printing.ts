// What the printers of single nodes need of the one that walks the tree.
import type ts from 'typescript';
import type { AstHelpers } from './ast-helpers.js';
import type { OutputSpecifiers } from './ast-specifiers.js';
import type { EditIndex } from './edit-index.js';
import type { Plan } from './edits.js';
import type { Typescript } from './typescript.js';

/** Whether an exported name is a value; of one that is a type only, nothing is left in the output. */
export type IsValue = (node: ts.ExportSpecifier | ts.Identifier) => boolean;

/** A file that is being printed. */
export interface AstPrinting {
  readonly ts: Typescript;
  readonly factory: ts.NodeFactory;
  readonly helpers: AstHelpers;
  readonly file: ts.SourceFile;
  readonly plan: Plan;
  readonly edits: EditIndex;
  /** What `import()` is given in the output. */
  readonly specifiers: OutputSpecifiers;
  /** Prints a node, with all that is below it. */
  readonly visit: (node: ts.Node) => ts.Node;
  /** {@link visit} for an expression, which stays one. */
  expression(node: ts.Expression): ts.Expression;
  /** Prints what is below a node that stays as it is itself. */
  children<T extends ts.Node>(node: T): T;
}
