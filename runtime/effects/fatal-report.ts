// What Node prints of an error that ends the process begins with the line that threw it. Of an error that a call-in threw that
// would be the line of reprise that threw it on, so reprise prints the report instead, with the line that made the error.
import { readFileSync } from 'node:fs';
import { isatty, WriteStream } from 'node:tty';
import { apply, isNativeError, isPrimitive, reallyExit } from '../natives.js';
import { isNotAFunction } from '../off-hooks.js';
import { pathOf } from '../program.js';
import { print } from '../report.js';
import { fatalText } from './fatal-errors.js';

type Handle = (error: unknown, fromPromise: boolean) => boolean;
interface Internals { _fatalException: Handle }

/** Flags of Node that change what it prints. */
const FLAGS = /^--(no-extra-info-on-fatal-exception|trace-uncaught|abort-on-uncaught-exception)$/;
/** The first frame in a file, other than those of the constructors of the error itself. */
const FRAME = /^ +at (?!new )(?:.* \()?((?:file:)?(?:\/|[A-Za-z]:\\).+):(\d+):(\d+)\)?$/m;

/**
 * Prints the report of errors that reprise threw on.
 *
 * @param isThrownOn - whether this is one
 * @param heard - called when somebody has listened to an error, and the process goes on
 */
export function reportThrownOn(isThrownOn: (error: unknown) => boolean, heard: () => void = () => { /* as well as not */ }): void {
  const internals = process as unknown as Internals;
  // Node calls it for each uncaught error, and prints the error if it gives false.
  const handle = internals._fatalException;
  if (typeof handle !== 'function') return;
  internals._fatalException = function (this: unknown, error: unknown, fromPromise: boolean): boolean {
    if (apply(handle, this, [error, fromPromise])) {
      heard();
      return true;
    }
    const text = fromPromise || !isThrownOn(error) ? ofCallee(error) : report(error);
    if (text === undefined) return false;
    print(2, Buffer.from(text));
    return reallyExit(Number(process.exitCode ?? 1));
  };
}

/** The report of an error that says of a callee that it is none. */
function ofCallee(error: unknown): string | undefined {
  return isNativeError(error) && isNotAFunction(error) ? report(error) : undefined;
}

/** The report as Node would print it; undefined where Node is to print it by itself. */
function report(error: unknown): string | undefined {
  if (isDebugged() || process.execArgv.some((flag) => FLAGS.test(flag))) return undefined;
  // Nobody knows where these were made; of a symbol Node prints nothing.
  if (isPrimitive(error)) return `${typeof error === 'symbol' ? '' : String(error)}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)\n\nNode.js ${process.version}\n`;
  const colors = isatty(2) && WriteStream.prototype.getColorDepth() > 2;
  if (!isNativeError(error)) return `${fatalText(error as object, colors)}\n\nNode.js ${process.version}\n`;
  if (typeof error.stack !== 'string') return undefined;
  return `${place(error.stack)}${fatalText(error, colors)}\n\nNode.js ${process.version}\n`;
}

/** The line that made the error; empty if it was made in no file. */
function place(stack: string): string {
  const [, location, line, column] = FRAME.exec(stack) ?? [];
  if (location === undefined) return '';
  const file = pathOf(location);
  return `${location}:${line}\n${excerpt(file, Number(line), Number(column))}\n`;
}

/** The line, with a mark below the `throw`, or else below what made the error; empty without the file. */
function excerpt(file: string, line: number, column: number): string {
  let text: string | undefined;
  try {
    text = readFileSync(file, 'utf8').split(/\r?\n/)[line - 1];
  } catch {
    return '';
  }
  if (text === undefined) return '';
  const before = text.slice(0, column - 1);
  const thrown = /\bthrow\b[^;{}]*$/.exec(before)?.index ?? before.length;
  return `${text}\n${before.slice(0, thrown).replace(/[^\t]/g, ' ')}^\n`;
}

/** Whether an inspector listens. */
export function isDebugged(): boolean {
  return process.features.inspector && (require('node:inspector') as typeof import('node:inspector')).url() !== undefined;
}
