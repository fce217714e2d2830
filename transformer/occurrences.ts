// Where a file can need an edit at all: the offsets of the few words that every edit starts from. Most of ordinary
// code holds none of them, and neither walk over the tree enters it. (Both walks together took 9 % of a build's time
// without this, 3 % with it: bench/transformer.mjs.)

import type ts from 'typescript';
import { mentionsAnnotations } from './annotations.js';
import { PATH_GLOBALS, ROOT_GLOBALS } from './boundary/index.js';
import type { Typescript } from './typescript.js';

/** Words of the language that the planner looks for, beside names. Whatever it learns to look for has to be added. */
const WORDS = ['await', 'catch', 'eval', 'import', 'with'];

const GLOBALS = [...ROOT_GLOBALS, ...PATH_GLOBALS];

/** Offsets of words, ascending. Words in comments and strings are among them: they cost a look and change nothing. */
export class Occurrences {
  private readonly offsets: readonly number[] | undefined;

  /** @param offsets - undefined if every node is to be looked at */
  constructor(offsets: readonly number[] | undefined) {
    this.offsets = offsets;
  }

  /** Whether one lies within the node or in the comments before it. */
  within(node: ts.TextRange): boolean {
    const { offsets } = this;
    if (offsets === undefined) return true;
    let low = 0;
    let high = offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((offsets[middle] as number) < node.pos) low = middle + 1;
      else high = middle;
    }
    return low < offsets.length && (offsets[low] as number) < node.end;
  }
}

/** Finds the words of a file; `isOutside` tells whether a module is one of the outside. */
export function findOccurrences(ts: Typescript, file: ts.SourceFile, isOutside: (specifier: string) => boolean): Occurrences {
  const { text } = file;
  // A name can be written with escapes; a name in a namespace can be an alias of an imported one.
  // Annotations stand in comments, and what is said of their functions may be about any name.
  if (text.includes('\\u') || mentionsAnnotations(text) || file.statements.some((statement) => ts.isModuleDeclaration(statement))) return new Occurrences(undefined);
  const offsets: number[] = [];
  for (const word of WORDS) collect(text, word, offsets);
  const { identifiers } = file as ParsedFile;
  for (const name of GLOBALS) if (identifiers?.has(name) !== false) collect(text, name, offsets);
  for (const name of importedNames(ts, file, isOutside)) if (identifiers?.has(name) !== false) collect(text, name, offsets);
  return new Occurrences(offsets.sort((a, b) => a - b));
}

/** The parser keeps the set of all identifiers of a file, though its types do not say so. */
interface ParsedFile extends ts.SourceFile { readonly identifiers?: ReadonlyMap<string, string> }

function importedNames(ts: Typescript, file: ts.SourceFile, isOutside: (specifier: string) => boolean): string[] {
  return file.statements.flatMap((statement) => {
    if (ts.isImportEqualsDeclaration(statement)) return [statement.name.text];
    if (!ts.isImportDeclaration(statement) || !isOutside((statement.moduleSpecifier as ts.StringLiteral).text)) return [];
    const { name, namedBindings } = statement.importClause ?? {};
    const elements = namedBindings === undefined ? [] : ts.isNamespaceImport(namedBindings) ? [namedBindings] : namedBindings.elements;
    return [...name === undefined ? [] : [name], ...elements.map((element) => element.name)].map((identifier) => identifier.text);
  });
}

function collect(text: string, word: string, into: number[]): void {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    if (!isWordPart(text.charCodeAt(at - 1)) && !isWordPart(text.charCodeAt(at + word.length))) into.push(at);
  }
}

/** ASCII alone: of a name that goes on with another letter, a look at its node tells. NaN beyond the text is none. */
function isWordPart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code === 0x5f || code === 0x24;
}
