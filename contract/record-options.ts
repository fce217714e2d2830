// Options of a recording: one table of what each may be, for the configuration file, the environment and the command line.
import { RepriseError } from './errors.js';
import { suggestion } from './suggestion.js';

/** How a run is recorded. */
export interface RecordOptions {
  /**
   * When entries are written: each at once, at the end of every turn of the event loop, at the first end of a turn after
   * `interval` (the default), or whenever 64 KB have come together. What was not written is lost if the process is killed.
   */
  readonly flush: 'entry' | 'turn' | 'interval' | 'block';
  /** Milliseconds between two writes with `flush: "interval"`; 50 by default. */
  readonly interval: number;
  /** How entries are compressed: `brotli` by default; `zstd` needs Node 22.15, to replay, too. */
  readonly compression: 'brotli' | 'deflate' | 'zstd' | 'none';
  /**
   * Whether `Math.random` gives numbers of a generator whose seed is recorded (`seed`, the default), or its own, each
   * of which is recorded (`values`).
   */
  readonly random: 'seed' | 'values';
  /**
   * What is kept of arguments for people to read: only a checksum (`digest`), what fits a line or two and a checksum of
   * the rest (`preview`, the default), or all of it (`full`).
   */
  readonly arguments: 'digest' | 'preview' | 'full';
  /** What happens when the recording cannot be written: the program goes on without (`stop`, the default), or ends with 125 (`abort`). */
  readonly onWriteError: 'stop' | 'abort';
  /**
   * Whether to notice calls that the recording does not hold, since they are made by code that runs in a replay, too: a
   * pure package that reads the clock. `false` by default; it costs time.
   */
  readonly watchLeaks: boolean;
}

/** What each option is if nobody says otherwise. */
export const defaultRecordOptions: RecordOptions = { flush: 'interval', interval: 50, compression: 'brotli', random: 'seed', arguments: 'preview', onWriteError: 'stop', watchLeaks: false };

/** Whole milliseconds that an option may be, the ends included. */
interface Milliseconds { readonly from: number; readonly to: number }

/** How an option is given on the command line, what it is for, and what it may be. */
interface OptionFacts { readonly flags: string; readonly description: string; readonly values: readonly string[] | 'yes or no' | Milliseconds }

/** The options by name. */
export const recordOptionTable: Readonly<Record<keyof RecordOptions, OptionFacts>> = {
  flush: { flags: '--flush <when>', description: 'when entries are written: each at once, after every turn of the event loop, after an interval, or when a block is full', values: ['entry', 'turn', 'interval', 'block'] },
  interval: { flags: '--interval <ms>', description: 'milliseconds between two writes with --flush interval, 1 to 3,600,000', values: { from: 1, to: 3_600_000 } },
  compression: { flags: '--compression <how>', description: 'how entries are compressed', values: ['brotli', 'deflate', 'zstd', 'none'] },
  random: { flags: '--random <how>', description: 'record Math.random as a seed, or every value', values: ['seed', 'values'] },
  arguments: { flags: '--arguments <what>', description: 'what is kept of arguments: a checksum, a line or two, or all', values: ['digest', 'preview', 'full'] },
  watchLeaks: { flags: '--watch-leaks', description: 'notice calls past the boundary, such as a pure package that reads the clock', values: 'yes or no' },
  onWriteError: { flags: '--on-write-error <do>', description: 'when the recording cannot be written: go on without, or end the program', values: ['stop', 'abort'] },
};
const known = Object.keys(recordOptionTable);

/** What options have to be, in words. */
const AN_OBJECT = 'It has to be an object, for instance {"flush":"turn"}.';

/**
 * Reads options of a recording that are given as JSON.
 *
 * @param place - where they stand, for the message
 * @throws RepriseError REPRISE_OPTION for what is no JSON, and what {@link checkRecordOptions} throws
 */
export function parseRecordOptions(text: string, place: string): Partial<RecordOptions> {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw new RepriseError('REPRISE_OPTION', `${place} is no JSON: ${(error as Error).message}.`, { next: AN_OBJECT, cause: error });
  }
  return checkRecordOptions(given, place);
}

/**
 * Checks options of a recording.
 *
 * @param given - an object with names and values, of which any may be missing
 * @param place - where they stand, for the message
 * @throws RepriseError REPRISE_OPTION for what is no object, an unknown name, or a value that an option cannot have
 */
export function checkRecordOptions(given: unknown, place: string): Partial<RecordOptions> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new RepriseError('REPRISE_OPTION', `${place} gives ${Array.isArray(given) ? 'a list' : String(given)}.`, { next: AN_OBJECT });
  for (const [name, value] of Object.entries(given)) {
    if (!known.includes(name)) {
      const close = suggestion(name, known);
      throw new RepriseError('REPRISE_OPTION', `${place} has an unknown option "${name}".`, { next: close === undefined ? `Known options are ${known.join(', ')}.` : `Did you mean "${close}"?` });
    }
    const wanted = recordOptionTable[name as keyof RecordOptions].values;
    const right = wanted === 'yes or no' ? typeof value === 'boolean' : 'from' in wanted ? Number.isSafeInteger(value) && (value as number) >= wanted.from && (value as number) <= wanted.to : wanted.includes(value as string);
    if (!right) throw new RepriseError('REPRISE_OPTION', `the option "${name}" in ${place} is ${JSON.stringify(value)}.`, { next: `It has to be ${wanted === 'yes or no' ? 'true or false' : 'from' in wanted ? `a whole number of milliseconds from ${wanted.from} to ${wanted.to.toLocaleString('en-US')}` : oneOf(wanted)}.` });
  }
  return given;
}

function oneOf(texts: readonly string[]): string {
  const quoted = texts.map((text) => `"${text}"`);
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
