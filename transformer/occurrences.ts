// Where a file can need an edit at all, and where it can bind a name that matters: the offsets of the few words that
// edits start from. Most of ordinary code holds none of them, and neither walk over the tree enters it. (Both walks
// together took 9 % of a build's time without this, 1 % with it: bench/transformer.mjs.)

import type ts from 'typescript';
import { mentionsAnnotations } from './annotations.js';
import { PARTIAL_GLOBALS, PATH_GLOBALS, ROOT_GLOBALS } from './boundary/index.js';
import { Offsets } from './offsets.js';
import type { Typescript } from './typescript.js';

/** Words that the planner looks for, beside names: of the language, and in keys (`design:type`). Whatever it learns to look for has to be added. */
const KEYWORDS = ['accessor', 'await', 'catch', 'design', 'with'];

/** `import` binds, `eval` can be bound. */
const NAMES = ['import', 'eval', ...ROOT_GLOBALS, ...PATH_GLOBALS];

/** What the two walks over a file look for. Words in comments and strings are among it: they cost a look and change nothing. */
interface Places {
  /** Words that an edit can start from. */
  readonly edits: Offsets;
  /** Names among them that can be bound where they stand. */
  readonly bindings: Offsets;
}

/** All of a file. */
export const EVERYWHERE: Places = { edits: new Offsets(undefined), bindings: new Offsets(undefined) };

/** Finds the words of a file; `matters` tells whether the names imported from a module do. */
export function findPlaces(ts: Typescript, file: ts.SourceFile, matters: (specifier: string) => boolean): Places {
  const { text } = file;
  // A name can be written with escapes; a name in a namespace can be an alias of an imported one.
  // Annotations stand in comments, and what is said of their functions may be about any name.
  if (text.includes('\\u') || mentionsAnnotations(text) || file.statements.some((statement) => ts.isModuleDeclaration(statement))) return EVERYWHERE;
  const edits: number[] = [];
  const bindings: number[] = [];
  for (const word of KEYWORDS) find(text, word, (at) => { edits.push(at); });
  findPrivate(text, (at) => { edits.push(at); });
  const { identifiers } = file as ParsedFile;
  const findName = (name: string): void => {
    find(text, name, (at, end) => {
      if (canBind(text, at, end)) bindings.push(at);
      if (!isPureMember(text, name, end)) edits.push(at);
    });
  };
  for (const name of NAMES) if (name === 'import' || identifiers?.has(name) !== false) findName(name);
  for (const name of importedNames(ts, file, matters)) if (identifiers?.has(name) !== false) findName(name);
  return { edits: ascending(edits), bindings: ascending(bindings) };
}

function ascending(offsets: number[]): Offsets {
  return new Offsets(offsets.sort((a, b) => a - b));
}

/** The parser keeps the set of all identifiers of a file, though its types do not say so. */
interface ParsedFile extends ts.SourceFile { readonly identifiers?: ReadonlyMap<string, string> }

function importedNames(ts: Typescript, file: ts.SourceFile, matters: (specifier: string) => boolean): string[] {
  return file.statements.flatMap((statement) => {
    if (ts.isImportEqualsDeclaration(statement)) return [statement.name.text];
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier) || !matters(statement.moduleSpecifier.text)) return [];
    const { name, namedBindings } = statement.importClause ?? {};
    const elements = namedBindings === undefined ? [] : ts.isNamespaceImport(namedBindings) ? [namedBindings] : namedBindings.elements;
    return [...name === undefined ? [] : [name], ...elements.map((element) => element.name)].map((identifier) => identifier.text);
  });
}

/** Finds a word wherever it is not the name of a member. */
function find(text: string, word: string, found: (at: number, end: number) => void): void {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const end = at + word.length;
    const before = text.charCodeAt(at - 1);
    if (isWordPart(before) || isWordPart(text.charCodeAt(end))) continue;
    // Behind three dots it is spread.
    if (before !== DOT || text.charCodeAt(at - 2) === DOT) found(at, end);
  }
}

/** Finds private names where they are declared, for a class with such fields shows them: nearly all other uses are behind a dot. */
function findPrivate(text: string, found: (at: number) => void): void {
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
    if (text.charCodeAt(at - 1) !== DOT && !isSpace(text.charCodeAt(at + 1))) found(at);
  }
}

/** Whether a name can be bound where it stands. Not before a dot, and before a parenthesis as the name of a function only. */
function canBind(text: string, at: number, end: number): boolean {
  const next = text.charCodeAt(end);
  if (next !== DOT && next !== OPEN) return true;
  if (next === DOT) return false;
  let before = at - 1;
  while (isSpace(text.charCodeAt(before))) before--;
  // `function f(`, `function* f(`, and behind a comment whatever there is before it.
  return text.endsWith('function', before + 1) || text[before] === '*' || text[before] === '/' || text.charCodeAt(before) >= 0x80;
}

/** Whether what follows a name is a member of it that never leads outside (`Math.floor`). */
function isPureMember(text: string, name: string, end: number): boolean {
  if (!Object.hasOwn(PARTIAL_GLOBALS, name) || text.charCodeAt(end) !== DOT) return false;
  let memberEnd = end + 1;
  while (isWordPart(text.charCodeAt(memberEnd))) memberEnd++;
  return !(text.charCodeAt(memberEnd) >= 0x80) && PARTIAL_GLOBALS[name]?.(text.slice(end + 1, memberEnd)) === false;
}

const DOT = 0x2e;
const OPEN = 0x28;

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** ASCII alone: of a name that goes on with another letter, a look at its node tells. NaN beyond the text is none. */
function isWordPart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code === 0x5f || code === 0x24;
}
