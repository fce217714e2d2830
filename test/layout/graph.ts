// Which source file imports which, and what the layout says about it.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** One import. Imports of types alone are gone at run time and cannot make a cycle. */
export interface Edge { readonly from: string; readonly to: string; readonly typesOnly: boolean }

/** A rule: files whose path matches `files` import no file whose path matches `never`. */
export interface Rule { readonly files: RegExp; readonly never: RegExp; readonly because: string }

const RECORDING = /^runtime\/(record|.*-recording\.ts$)/;
const REPLAY = /^runtime\/(replay|.*-replay\.ts$)/;

/** The rules of the layout. */
export const rules: readonly Rule[] = [
  { files: /^contract\//, never: /^(?!contract\/)/, because: 'the contract stands on nothing' },
  { files: /^recording\//, never: /^(transformer|runtime|cli)\//, because: 'a recording can be read without a program' },
  { files: /^transformer\//, never: /^(runtime|recording|cli)\//, because: 'a build needs no runtime' },
  { files: /^runtime\//, never: /^(transformer|cli)\//, because: 'a program runs without the compiler and the command line' },
  { files: RECORDING, never: REPLAY, because: 'recording and replay meet in the recording alone' },
  { files: REPLAY, never: RECORDING, because: 'recording and replay meet in the recording alone' },
];

/** Sources of some folders, text by path with forward slashes. */
export function sources(root: string, folders: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.m?ts$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      found.set(path.slice(root.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8'));
    }
  }
  return found;
}

/** All imports among these sources. */
export function imports(files: ReadonlyMap<string, string>): Edge[] {
  const edges: Edge[] = [];
  for (const [from, text] of files) {
    const add = (specifier: string, typesOnly: boolean) => {
      if (!specifier.startsWith('.')) return;
      const path = posix.join(posix.dirname(from), specifier);
      const to = [path.replace(/\.(m?)js$/, '.$1ts'), path].find((candidate) => files.has(candidate));
      if (to !== undefined) edges.push({ from, to, typesOnly });
    };
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node)) add(literal(node.moduleSpecifier), isTypes(node));
      else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) add(literal(node.moduleSpecifier), node.isTypeOnly);
      else if (ts.isExternalModuleReference(node)) add(literal(node.expression), false);
      else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(literal(node.argument.literal), true);
      else if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require')) add(literal(node.arguments[0]), false);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(from, text, ts.ScriptTarget.Latest, true));
  }
  return edges;
}

function literal(node: ts.Node | undefined): string {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : '';
}

function isTypes({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  if (importClause.isTypeOnly) return true;
  const named = importClause.namedBindings;
  return importClause.name === undefined && named !== undefined && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly);
}

/** Imports that break a rule, in words. */
export function violations(edges: readonly Edge[], all: readonly Rule[] = rules): string[] {
  return edges.flatMap(({ from, to }) => all.filter(({ files, never }) => files.test(from) && never.test(to)).map(({ because }) => `${from} imports ${to}, but ${because}`));
}

/** Cycles of imports that exist at run time, each as its files in order. */
export function cycles(edges: readonly Edge[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to, typesOnly } of edges) if (!typesOnly) next.set(from, [...(next.get(from) ?? []), to]);
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    for (const to of next.get(file) ?? []) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return found;
}
