// Source text to syntax tree, for those who do not stand inside a compiler already.

import type ts from 'typescript';
import type { Typescript } from './typescript.js';

const BYTE_ORDER_MARK = '\ufeff';

/** The text without a byte order mark: the form in which positions are counted and hashes are taken. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
}

/** What the text itself does not say. */
interface ParseOptions {
  /** Whether it may hold JSX although its extension does not say so. */
  readonly jsx?: boolean;
  /** Whether it is a module although it may import and export nothing. */
  readonly module?: boolean;
}

/** There since TypeScript 5.3. */
interface DocumentationModes { readonly JSDocParsingMode?: { readonly ParseNone: ts.JSDocParsingMode } }
/** What tells the parser that a file is a module. */
interface ModuleFile extends ts.SourceFile { externalModuleIndicator?: ts.Node | true }

/** Parses a source text with TypeScript's own parser. */
export function parse(ts: Typescript, fileName: string, text: string, { jsx = false, module = false }: ParseOptions = {}): ts.SourceFile {
  const modes = (ts as DocumentationModes).JSDocParsingMode;
  const options: ts.CreateSourceFileOptions = {
    languageVersion: ts.ScriptTarget.Latest,
    ...(modes === undefined ? {} : { jsDocParsingMode: modes.ParseNone }),
    ...(module ? { setExternalModuleIndicator: (file: ts.SourceFile) => { (file as ModuleFile).externalModuleIndicator = true; } } : {}),
  };
  return ts.createSourceFile(fileName, withoutByteOrderMark(text), options, false, jsx ? ts.ScriptKind.TSX : undefined);
}
