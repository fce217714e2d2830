// The one family of errors. Codes are stable: scripts and tests rely on them; wording is tested, too.

/** What can go wrong, one code each. */
export type ErrorCode =
  /** A replay did something else than its recording says. */
  | 'REPRISE_DIVERGED'
  /** An option, command or environment variable is unknown or malformed. */
  | 'REPRISE_USAGE'
  /** A recording does not exist. */
  | 'REPRISE_RECORDING_MISSING'
  /** A recording exists, and cannot be read. */
  | 'REPRISE_RECORDING_UNREADABLE'
  /** A file is not a recording. */
  | 'REPRISE_RECORDING_FOREIGN'
  /** A recording was made by a newer version. */
  | 'REPRISE_RECORDING_NEWER'
  /** A recording is cut off or damaged before anything can be replayed. */
  | 'REPRISE_RECORDING_DAMAGED'
  /** The file to record into exists already. */
  | 'REPRISE_RECORDING_EXISTS'
  /** The recording cannot be written. */
  | 'REPRISE_RECORDING_UNWRITABLE'
  /** A recording belongs to another program. */
  | 'REPRISE_OTHER_PROGRAM'
  /** A replay lacks a module that runs in it: one of the program, or a pure package. */
  | 'REPRISE_MODULE_MISSING'
  /** The program ran without a single instrumented module. */
  | 'REPRISE_NOT_INSTRUMENTED'
  /** A module was built for another version of the runtime. */
  | 'REPRISE_CONTRACT'
  /** Two copies of the runtime of different versions met in one process. */
  | 'REPRISE_TWO_RUNTIMES'
  /** Something cannot be recorded faithfully. */
  | 'REPRISE_UNSUPPORTED'
  /** `record` or `passthrough` is applied to something that it cannot be applied to. */
  | 'REPRISE_ANNOTATION'
  /** The codec of a class is wrong, registered twice, or missing in a replay. */
  | 'REPRISE_CODEC'
  /** A passthrough function uses, in a replay, a part of the outside that was recorded and is not there. */
  | 'REPRISE_PASSTHROUGH'
  /** A source file cannot be instrumented. */
  | 'REPRISE_TRANSFORM'
  /** A plugin option is unknown or malformed. */
  | 'REPRISE_OPTION'
  /** A plugin of the compiler cannot be found, loaded or used. */
  | 'REPRISE_PLUGIN'
  /** There is no TypeScript compiler to build with, or none that takes plugins. */
  | 'REPRISE_COMPILER';

/** Exit code of reprise's own failures, as with env, timeout and `git bisect run`. */
export const EXIT_FAILURE = 125;

/**
 * An error of reprise itself. The message starts with `reprise: ` and carries the values involved; `next`, where
 * there is one, says what to do and ends the message.
 */
export class RepriseError extends Error {
  override readonly name = 'RepriseError';

  constructor(readonly code: ErrorCode, message: string, options: { next?: string; cause?: unknown } = {}) {
    super(`reprise: ${message}${options.next === undefined ? '' : `\n${options.next}`}`, options.cause === undefined ? undefined : { cause: options.cause });
  }

  /** The message as people get it on stderr: the first line ends with the code. */
  told(paint: { red(text: string): string; dim(text: string): string } = plain): string {
    const [first = '', ...rest] = this.message.split('\n');
    return [`${paint.red(first)} ${paint.dim(`(${this.code})`)}`, ...rest].join('\n');
  }
}

const plain = { red: (text: string) => text, dim: (text: string) => text };
