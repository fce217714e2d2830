// The first block of a recording: what was recorded, by what, and where; and what a reader has to know to read on.
import type { RecordOptions } from '../contract/record-options.js';
import type { Seed } from './random.js';

/** First bytes of every recording. */
export const MAGIC = Buffer.from('REPRISE\n', 'latin1');
/** Version of the format; a reader refuses newer ones. */
export const FORMAT_VERSION = 2;

/** Features of the format that this version knows: a reader that meets another one cannot read the recording. */
export const FEATURES: ReadonlySet<string> = new Set([
  /** Frames may be compressed: deflate, brotli, zstd. */
  'compressed-frames',
  /** `Math.random` is a seed, and draws are counted. */
  'seeded-random',
  /** Frames may be compressed with zstd, which not every Node can read. */
  'zstd',
  /** Leaks were watched for: there is an entry of their own. */
  'leaks',
  /** A random UUID is its sixteen bytes. */
  'uuids',
  /** Symbols of the program have numbers of their own. */
  'program-symbols',
  /** The outside may define properties with attributes, and accessors, and call methods of the language on collections. */
  'definitions',
  /** Ticks that start a segment are told, not those that do not; several may be one entry, those within crossings none. */
  'ticks-apart',
  /** What data of the program holds has numbers, buffers and dates too: a replay counts as the recording did. */
  'nested-writes',
  /** What the program puts into data of the outside is an entry. */
  'deposits',
  /** Promises of `node:timers/promises` are the program's own, which their settlements resolve. */
  'timer-promises',
  /** Each use of a proxy of the program is a call-in, and nothing of it has a number before. */
  'proxies',
  /** Code of the program that ran within the outside, where there was any, is told. */
  'strays',
  /** The outside may define properties that cannot be configured, and make objects of the program rigid that are not data. */
  'rigid-objects',
  /** Modules that waited for a top-level `await` say so. */
  'late-modules',
  /** Memory under views has a number, and views of the same memory share it. */
  'views',
  /** Classes of pure packages cross as they are. */
  'pure-classes',
  /** The outside writes to the state of pure packages. */
  'pure-state',
  /** Functions that packages put in the place of host globals. */
  'replacements',
  /** Of rejected promises that the program does not handle, it is told whether the outside does. */
  'handled-rejections',
  /** Turns that go on beyond the last anchor of a chain start another segment there. */
  'continuations',
  /** Classes of the outside in what the compiler notes of types have no numbers of the program's. */
  'noted-classes',
  /** What the program derives of a promise of an outside class is of that class. */
  'derived-promises',
  /** Accessors run for what inherits them, and the program learns of writes that the outside refuses. */
  'inherited-accessors',
  /** Awaits of timers with nothing between are one stretch of bytes. */
  'timer-runs',
  /** Descriptors tell accessors from values, and what is read only. */
  'described-accessors',
  /** What comes before the rest of a turn that an uncaught error ended has a position of its own. */
  'interruptions',
  /** The outside may handle a rejection later in its turn. */
  'late-handlers',
  /** What the outside throws in its own time, and somebody listens for, is thrown again. */
  'outside-throws',
  /** Of large arguments, more than the first thousand objects have numbers. */
  'many-parts',
  /** What the program puts on `globalThis` has numbers, and what packages put there is there in a replay. */
  'shared-globals',
  /** Of an error of the program that ends the process, the stack is told: the frames below are the outside's. */
  'fatal-frames',
  /** Of pure packages that add to the language, and that packages of the outside brought, it is told. */
  'polyfills',
  /** Packages may load modules of the program. */
  'package-requires',
  /** Packages find what the program puts on its console. */
  'console-methods',
  /** The outside gets promises of `import()` as it gets those of the program. */
  'own-imports',
  /** Packages may import modules of the program. */
  'package-imports',
  /** What the program puts onto errors of the outside goes out with them. */
  'error-parts',
  /** What packages add to prototypes of the language is told. */
  'additions',
  /** Whether an object of the outside is a proxy is asked of that. */
  'told-proxies',
]);

/** The first block of a recording, as JSON. */
export interface Header {
  readonly format: number;
  /** What a reader has to know besides the format version, see docs/recording-format.md; absent in format 1. */
  readonly features?: readonly string[];
  /** Where `Math.random` comes from; absent if its values are recorded. */
  readonly random?: { readonly generator: 'xoshiro128++'; readonly seed: Seed };
  /** Leaks were watched for. */
  readonly watchLeaks?: true;
  /** What is kept of arguments; absent in format 1, which keeps previews. */
  readonly arguments?: RecordOptions['arguments'];
  readonly tool: string;
  readonly node: string;
  readonly platform: string;
  readonly arch: string;
  /** Flags of Node itself. */
  readonly execArgv: readonly string[];
  /** `process.argv` as the program saw it. */
  readonly argv: readonly string[];
  readonly execPath: string;
  readonly cwd: string;
  /** Entry file relative to its package, with forward slashes. */
  readonly entry: string;
  /** The process has a channel to the one that started it, as what `fork` starts. */
  readonly channel?: true;
  readonly timeZone: string;
  readonly locale: string;
  /** The environment as the program saw it, without REPRISE_*. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly stdout: StreamFacts;
  readonly stderr: StreamFacts;
  /** Milliseconds that a process takes to start: performance.timeOrigin. */
  readonly timeOrigin: number;
}

/** What a program can see of an output stream. */
export interface StreamFacts { readonly isTTY: boolean; readonly columns: number | undefined; readonly rows: number | undefined; readonly colorDepth: number }
