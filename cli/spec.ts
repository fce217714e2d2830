// What the table of commands holds, and the parsing that its options share.
import { InvalidArgumentError, type Command } from 'commander';
import type { Ended } from './launch.js';

/** One command of `reprise`. */
export interface CommandSpec {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` says first. */
  readonly description: string;
  /** Pairs of a command line and what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** Whether a command of the user may follow after `--`: never, perhaps, always. */
  readonly command: 'none' | 'optional' | 'required';
  /** Adds arguments and options. */
  declare(command: Command): void;
  /** Runs it. `file` is the recording named, `command` what followed after `--`. */
  run(invocation: Invocation): Promise<Ended>;
}

/** What a command gets to work on. */
export interface Invocation {
  readonly file: string | undefined;
  /** All arguments that are no options of the command's own. */
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  /** What followed after `--`; undefined without `--`. */
  readonly command: readonly string[] | undefined;
}

/** An exit code as an end. */
export function exit(code: number): Ended {
  return { code, signal: undefined };
}

/** Parses whole numbers from a smallest one on, up to a largest. */
export function wholeNumberFrom(smallest: number, largest = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (!Number.isSafeInteger(value) || value < smallest || value > largest) {
      throw new InvalidArgumentError(`It must be a whole number ${largest === Number.MAX_SAFE_INTEGER ? `of ${smallest} or more` : `from ${smallest} to ${largest.toLocaleString('en-US')}`}.`);
    }
    return value;
  };
}

/** Parses a positive whole number. */
export const wholeNumber = wholeNumberFrom(1);

/** Whether a text matches a pattern of `--op` or `--file`: as a glob if it has `*` or `?`, else anywhere in the text. */
export function matcher(pattern: string | undefined): (text: string) => boolean {
  if (pattern === undefined) return () => true;
  if (!/[*?]/.test(pattern)) return (text) => text.includes(pattern);
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, 's');
  return (text) => expression.test(text);
}

/** {@link matcher} for files: a pattern may be one of the name alone. */
export function fileMatcher(pattern: string): (file: string) => boolean {
  const matches = matcher(pattern);
  return (file) => matches(file) || matches(file.slice(file.lastIndexOf('/') + 1));
}
