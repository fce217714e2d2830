// What the transformer has to say of a program, in the compiler's form: with a number, a place and a severity.

import type ts from 'typescript';
import { RepriseError } from '../contract/errors.js';
import type { Mark } from './edits.js';
import { ErrorAt, FAILURE_NUMBER } from './errors.js';
import type { Typescript } from './typescript.js';

/** Numbers and texts of what is not covered. The numbers are stable: scripts rely on them. */
export const MARKS: Readonly<Record<Mark['code'], { readonly number: number; readonly text: string }>> = {
  eval: { number: 990_001, text: 'Code given to a direct eval is not instrumented: what it reads of the outside is neither recorded nor replayed.' },
  'shared-memory': { number: 990_002, text: 'What other threads write into shared memory, and when, is not recorded.' },
  'export-star': { number: 990_003, text: 'Modules that import these names from here get them as they are, not recorded. Export them by name.' },
  'export-import': { number: 990_004, text: 'Modules that import this name from here get the outside module as it is, not recorded. Import it first, then export it.' },
  alias: { number: 990_005, text: 'An alias of an outside value is used as it is, not recorded. Use the value itself.' },
  with: { number: 990_006, text: 'Within a with statement, names are looked up in an object: those that it has are not told from globals.' },
  'outer-write': { number: 990_007, text: 'The body of a recorded function does not run in a replay: what it writes here, outside of itself, is lost there. Return the value, or pass in what is to be written.' },
  unrecordable: { number: 990_009, text: 'This cannot be recorded, so a replay cannot give it back. Return data, or make it outside of the recorded function.' },
  metadata: { number: 990_016, text: 'What the compiler notes of types for decorators holds Date and classes of the outside as they are, not as the program has them: a comparison with them fails, and in a replay packages are placeholders there. Note the class by a decorator of your own.' },
  jsx: { number: 990_015, text: 'An element factory of an outside package is used as it is, and a replay does not load it. List the package as "pure" or "program" in the plugin options.' },
};

/** A place that is not covered, as a warning. */
export function markDiagnostic(ts: Typescript, file: ts.SourceFile, mark: Mark): ts.Diagnostic {
  const { number, text } = MARKS[mark.code];
  return { file, start: mark.start, length: mark.end - mark.start, category: ts.DiagnosticCategory.Warning, code: number, messageText: text, source: 'reprise' };
}

/** What a failure says to somebody who is told its place anyhow. */
export function withoutPlace(file: ts.SourceFile, { message, cause }: RepriseError): string {
  if (!message.startsWith(`reprise: ${file.fileName}`)) return message;
  const place = cause instanceof ErrorAt ? /^:\d+:\d+/ : /^/;
  return `reprise: this${message.slice(`reprise: ${file.fileName}`.length).replace(place, '')}`;
}

/** A failure as an error; at its place, if it has one. */
export function failureDiagnostic(ts: Typescript, file: ts.SourceFile | undefined, failure: RepriseError): ts.Diagnostic {
  const place = failure.cause instanceof ErrorAt ? failure.cause : undefined;
  const start = file === undefined ? undefined : place?.offset ?? 0;
  return { file, start, length: start === undefined ? undefined : 1, category: ts.DiagnosticCategory.Error, code: place?.number ?? FAILURE_NUMBER, messageText: file === undefined ? failure.message : withoutPlace(file, failure), source: 'reprise' };
}

/** Prints warnings as the compiler prints its own, which ends with another exit code for every diagnostic it is given. */
export function printWarnings(ts: Typescript, program: ts.Program, warnings: readonly ts.Diagnostic[]): void {
  if (warnings.length === 0) return;
  const host: ts.FormatDiagnosticsHost = {
    getCurrentDirectory: () => program.getCurrentDirectory(),
    getCanonicalFileName: (name) => name,
    getNewLine: () => ts.sys.newLine,
  };
  const colours = program.getCompilerOptions()['pretty'] ?? (!process.env['NO_COLOR'] && ts.sys.writeOutputIsTTY?.());
  ts.sys.write(colours === true ? ts.formatDiagnosticsWithColorAndContext(warnings, host) : ts.formatDiagnostics(warnings, host));
}

/** In place of a module that cannot be instrumented: whoever runs it learns why, rather than running it unrecorded. */
export function refusal(factory: ts.NodeFactory, file: ts.SourceFile, message: string): ts.SourceFile {
  const error = factory.createNewExpression(factory.createIdentifier('Error'), undefined, [factory.createStringLiteral(message)]);
  return factory.updateSourceFile(file, [factory.createThrowStatement(error)]);
}

/** The failure without the frames of the compiler that called the transformer. */
export function withoutFrames(failure: RepriseError): RepriseError {
  failure.stack = `${failure.name} [${failure.code}]: ${failure.message}`;
  return failure;
}
