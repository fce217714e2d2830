// Source text to syntax tree, for those who do not stand inside a compiler already.

import type ts from 'typescript';
import type { Typescript } from './typescript.js';

const BYTE_ORDER_MARK = '\ufeff';

/** The text without a byte order mark: the form in which positions are counted and hashes are taken. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
}

/** Parses a source text with TypeScript's own parser; `jsx` allows JSX although the extension does not say so. */
export function parse(ts: Typescript, fileName: string, text: string, jsx = false): ts.SourceFile {
  return ts.createSourceFile(fileName, withoutByteOrderMark(text), ts.ScriptTarget.Latest, false, jsx ? ts.ScriptKind.TSX : undefined);
}
