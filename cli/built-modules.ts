// What built JavaScript says of itself: the tables that its modules register with, read from the syntax tree.
import type ts from 'typescript';
import type { ModuleTable } from '../contract/emitted.js';
import { decodeTable } from '../contract/table.js';

type Typescript = typeof ts;

/** What was found in a file. */
export interface BuiltModules {
  /** One a module; a bundle has many. */
  readonly tables: readonly ModuleTable[];
  /** Why the file refuses to run: it could not be instrumented. */
  readonly refusal: string | undefined;
}

/** Reads what a file says. */
export function builtModules(compiler: Typescript, name: string, text: string): BuiltModules {
  // Only a file with one of these words can say anything, and most files of a bundle's size say nothing.
  if (!text.includes('module') && !text.includes('reprise')) return { tables: [], refusal: undefined };
  const file = compiler.createSourceFile(name, text, { languageVersion: compiler.ScriptTarget.Latest }, false, compiler.ScriptKind.JS);
  const tables: ModuleTable[] = [];
  const open: ts.Node[] = [file];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const table = compiler.isCallExpression(node) ? registered(compiler, node) : undefined;
    if (table !== undefined) tables.push(table);
    compiler.forEachChild(node, (child) => void open.push(child));
  }
  return { tables, refusal: file.statements.map((statement) => thrown(compiler, statement)).find((message) => message?.startsWith('reprise: ')) };
}

/** `….module("table", location, …)` */
function registered(compiler: Typescript, { expression, arguments: [written, location] }: ts.CallExpression): ModuleTable | undefined {
  if (!compiler.isPropertyAccessExpression(expression) || expression.name.text !== 'module') return undefined;
  if (written === undefined || location === undefined || !compiler.isStringLiteralLike(written)) return undefined;
  const table = decodeTable(written.text, '');
  const isTable = Number.isInteger(table.contract) && (table.format === 'esm' || table.format === 'commonjs') && /^[0-9a-f]{16}$/.test(table.hash);
  return isTable ? table : undefined;
}

/** `throw new Error("…")` */
function thrown(compiler: Typescript, statement: ts.Statement): string | undefined {
  if (!compiler.isThrowStatement(statement) || !compiler.isNewExpression(statement.expression)) return undefined;
  const [message] = statement.expression.arguments ?? [];
  return message !== undefined && compiler.isStringLiteralLike(message) ? message.text : undefined;
}
