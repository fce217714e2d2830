// What goes wrong in a file becomes an error of the tool, which names the file and the place.

import type ts from 'typescript';
import { RepriseError } from '../contract/errors.js';
import { ErrorAt } from './errors.js';
import { isStackOverflow, nestingError } from './nesting.js';
import type { Typescript } from './typescript.js';

/** The error of the tool for a place in a file; `path` is the name that the user knows the file by. */
export function failureAt(ts: Typescript, file: ts.SourceFile, path: string, cause: ErrorAt): RepriseError {
  const { line, character } = ts.getLineAndCharacterOfPosition(file, cause.offset);
  return new RepriseError('REPRISE_TRANSFORM', `${path}:${line + 1}:${character + 1} cannot be instrumented: ${cause.message}.`, { cause });
}

/**
 * Plans, prints or otherwise walks over a file.
 *
 * @throws RepriseError REPRISE_TRANSFORM for an ErrorAt, and where the code is nested too deeply
 */
export function located<T>(ts: Typescript, file: ts.SourceFile, path: string, walk: () => T): T {
  try {
    return walk();
  } catch (error) {
    const cause = isStackOverflow(error) ? nestingError(ts, file) : error;
    throw cause instanceof ErrorAt ? failureAt(ts, file, path, cause) : error;
  }
}
