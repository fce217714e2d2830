// Entries: what a recording holds, one after another. Kinds are part of the format and never reused.
import type { CallInHow } from './flags.js';
import type { Neutral } from './value.js';

/** Kinds of entries. */
export const Kind = {
  /** An instrumented module registered. */
  Module: 1,
  /** A site that emitted code did not announce, found on the stack the first time it crossed. */
  Site: 2,
  /** A reference to an export of an outside package gave a value. */
  Binding: 3,
  /** A crossing during which nothing entered the program. */
  Crossing: 4,
  /** A crossing of a root that gives a number or string and takes nothing. Clocks of format 2 come as {@link Kind.LeafRun}. */
  Leaf: 5,
  /** A crossing during which something entered the program: its begin … */
  Begin: 6,
  /** … and its return. */
  Return: 7,
  /** The outside calls a function of the program … */
  CallIn: 8,
  /** … and that function ended. */
  CallInEnd: 9,
  /** A promise of the outside settled. */
  Settlement: 10,
  /** The outside's `process.nextTick`. */
  Tick: 11,
  /** The tick of that number ran within the segment before it. Only in recordings without the feature `ticks-apart`. */
  TickJoined: 12,
  /** The outside subscribed to a promise of the program. */
  Subscription: 13,
  /** A promise of the program that was handed out settled. */
  ProgramSettled: 14,
  /** The outside wrote into an object of the program. */
  OutsideWrite: 15,
  /** The fresh entry before this one came in a microtask. */
  MicrotaskPhase: 16,
  /** A rejection of a handed-out promise was reported as unhandled. */
  Unhandled: 17,
  /** The error thrown by the call-in before this entry went uncaught. */
  Uncaught: 18,
  /** Bytes went to stdout or stderr. */
  Output: 19,
  /** The program used `console`. */
  Console: 20,
  /** The outside changed an environment variable since the program last looked. */
  Environment: 21,
  /** Milliseconds since the entry of this kind before. */
  Time: 22,
  /** The run ended. */
  End: 23,
  /** The outside met a function or object of the program as a property that came later than its object went out. */
  Exposure: 24,
  /** A module that the program had imported dynamically begins to run. */
  ModuleRun: 25,
  /** Reads of one clock at one site with nothing between. */
  LeafRun: 26,
  /** Random numbers drawn from the seeded generator since the entry before. */
  Draws: 27,
  /** Calls past the boundary that were noticed so far, with `watchLeaks`. The last one counts. */
  Leaks: 28,
  /** The tick of that number started a segment of its own: one of ten does. */
  TickApart: 29,
  /** Ticks with numbers one after another that were queued at one position, with nothing between. */
  Ticks: 30,
  /**
   * A tick that the outside queued within a crossing, and that started a segment of its own: an entry when it runs, with
   * the position where it was queued. Those that share a segment are no entries.
   */
  InnerTick: 31,
  /** The program put a function or an object of its own into data of the outside, which is about to run. */
  Deposit: 32,
  /** Code of the program that the outside ran without calling in, as far as it was noticed. The last one counts. */
  Strays: 33,
  /** The outside put something else in the place of a host global, or the host's own again. */
  Replacement: 34,
  /** A turn went on beyond the last anchor of its newest chain: another segment starts there. */
  Continuation: 35,
  /** Timers of one site set and settled one after another with nothing between. A reader gives each step as the entry that it would be alone. */
  TimerRun: 36,
  /** The outside subscribed to a promise of its own later in the turn in which that was rejected: it answers for the rejection. */
  Handled: 37,
  /** Listeners of the outside, and none of the program, heard the error that went uncaught, or the rejection: the process goes on. */
  Heard: 38,
} as const;

/** What a crossing does to its target. */
export const Operation = {
  Call: 0, Construct: 1, Get: 2, Set: 3, Has: 4, Delete: 5, Keys: 6, Descriptor: 7, Prototype: 8,
  /** A read of what the program itself had put on a handle and the outside changed since. */
  OwnGet: 9,
  /** A write of a property that the handle did not have: the program's own from now on. */
  OwnSet: 10,
  /** `import()` of an outside module. */
  Import: 11,
  /** A read that runs a getter for what inherits it from the target: `super.size`. */
  InheritedGet: 12,
  /** A write that runs a setter for what inherits it from the target, or is refused for it. */
  InheritedSet: 13,
  /** The getter of a property, which does not run. */
  Getter: 14,
  /** The setter of a property, which does not run. */
  Setter: 15,
} as const;
/** The number of one. */
export type Operation = (typeof Operation)[keyof typeof Operation];
/** Names of {@link Operation}s for people, by number. */
export const operationNames = ['call', 'new', 'get', 'set', 'has', 'delete', 'keys', 'descriptor', 'prototype', 'own get', 'own set', 'import', 'inherited get', 'inherited set', 'getter', 'setter'] as const;

/**
 * Where an entry came: 0 for fresh (no anchor alive), `segment * ANCHORS + anchor`, or `-segment` for the limbo after
 * a macro stack unwound.
 */
export type Position = number;
/** Labels a segment has room for: more than any chain is long. */
export const ANCHORS = 256;

/** Position of a tick that was queued when the program started: no segment has the number 0. */
export const BEFORE_START: Position = 1;
/** Fresh, and before the host goes on with what an error that nobody caught left of the turn before. */
export const INTERRUPTING: Position = 2;

/** Whether no anchor was alive there that the entry belongs to. */
export function isFresh(position: Position): boolean {
  return position === 0 || position === INTERRUPTING;
}

/**
 * Leaves by number, and how their values are written. Clocks of whole milliseconds and times in whole nanoseconds (as
 * doubles of milliseconds, or as bigints) come in runs, as distances; what is no such number, and all else, comes as a
 * leaf: doubles as eight bytes, values with their tag. Part of the format: append only.
 */
export const leaves = [
  ['Date.now', 'clock'], ['new Date', 'clock'], ['Date', 'clock'], ['Intl.DateTimeFormat', 'clock'],
  ['Math.random', 'double'], ['performance.now', 'time'], ['process.hrtime.bigint', 'bigint'], ['randomUUID', 'value'],
  ['Event.timeStamp', 'time'],
] as const;
/** Name of a leaf. */
export type LeafName = (typeof leaves)[number][0];
/** Number of a leaf in {@link leaves}. */
export function leafNumber(name: LeafName): number {
  return leaves.findIndex(([known]) => known === name);
}

/** How a run ended. */
export type EndReason = 'exit' | 'uncaught' | 'signal';

/** What all entries have: `index` counts from 0, in the order in which they were written. What each is for its {@link Kind} says. */
interface Base { readonly index: number }
/** The first handle and the first object of the program that a preview names; -1 for none. */
export interface PreviewBases { readonly handle: number; readonly program: number }
/** Of a preview that names neither. */
export const NO_BASES: PreviewBases = { handle: -1, program: -1 };
/** {@link Kind.Module} */
export interface ModuleEntry extends Base {
  readonly kind: typeof Kind.Module;
  readonly module: number; readonly file: string; readonly hash: string; readonly location: string;
  readonly format: 'esm' | 'commonjs'; readonly version: string;
  /** Number of the module's first site; its sites follow without a gap. */
  readonly firstSite: number;
  readonly sites: readonly (string | number)[];
  /** Names of the exports of outside modules, for their stubs. */
  readonly outside: readonly { readonly specifier: string; readonly names: readonly string[] }[];
  /** It ran in a later job than the modules before, since something that it imports has a top-level `await`: a ModuleRun follows. */
  readonly late?: true;
}
/** What the file of a site begins with if crossings there were assumed to come from it. No path holds it. */
export const ASSUMED = '\0';
export interface SiteEntry extends Base { readonly kind: typeof Kind.Site; readonly site: number; readonly file: string; readonly line: number; readonly column: number }
export interface BindingEntry extends Base { readonly kind: typeof Kind.Binding; readonly module: number; readonly slot: number; readonly value: Neutral }
/** What is known of a crossing before it returns. */
export interface Crossing extends Base {
  readonly operation: Operation;
  /** Number of the site; 0 if unknown. */
  readonly site: number;
  /** Root or handle. */
  readonly target: Neutral;
  /** Property key; undefined for calls and constructions. */
  readonly key: Neutral;
  /** Arguments as a comparable preview, see `preview.ts`; empty if there are none. */
  readonly args: Uint8Array;
  /** What numbers in the preview are relative to; undefined in format 1, where they are absolute. */
  readonly bases: PreviewBases | undefined;
  /** Whether the crossing starts a segment. */
  readonly segment: boolean;
  /** The read of a method that handles of this shape share: later reads of it are no entries. */
  readonly method: boolean;
}
/** What a crossing or a promise came to. */
export interface Outcome { readonly threw: boolean; readonly value: Neutral; /** Mutable arguments that the outside changed, by position. */ readonly writes: readonly (readonly [number, Neutral])[] }
/** Of an outcome of which nothing changed. */
export const NO_WRITES: Outcome['writes'] = [];
export interface CrossingEntry extends Crossing, Outcome { readonly kind: typeof Kind.Crossing }
export interface LeafEntry extends Base { readonly kind: typeof Kind.Leaf; readonly site: number; readonly leaf: LeafName; readonly value: Neutral }
/** Reads of one clock with nothing between. `index` is that of the first one; each read has an index of its own. */
export interface LeafRunEntry extends Base {
  readonly kind: typeof Kind.LeafRun; readonly site: number; readonly leaf: LeafName;
  /** How many reads. */
  readonly count: number;
  /** Their values in order. */
  values(): LeafValues;
}
/** Values that are decoded one by one. */
export interface LeafValues extends Iterable<number | bigint> {
  /** How many are left. */
  readonly left: number;
  /** The next one, of those that are left. */
  take(): number | bigint;
}
export interface DrawsEntry extends Base { readonly kind: typeof Kind.Draws; /** Of the first one. */ readonly site: number; readonly count: number; /** Draws of the run before these. */ readonly before: number }
export interface BeginEntry extends Crossing { readonly kind: typeof Kind.Begin }
export interface ReturnEntry extends Base, Outcome { readonly kind: typeof Kind.Return }
/** An entry with a position among the program's microtasks. */
export interface Placed extends Base {
  readonly position: Position;
  /** Came after the end of every chain of its turn: its position cannot be proven. */
  readonly inexact: boolean;
  /** A fresh entry that came in a microtask. Known only from a later entry, so the reader sets it then. */
  microtask: boolean;
}
export interface CallInEntry extends Placed {
  readonly kind: typeof Kind.CallIn;
  readonly fn: number; readonly thisArg: Neutral; readonly args: readonly Neutral[];
  /** `key` is `undefined` for calls and constructions, and empty where a proxy is asked for its keys or its prototype. */
  readonly how: keyof typeof CallInHow; readonly key: Neutral;
  /** Number of the AsyncLocalStorage context; 0 for none. */
  readonly context: number;
}
export interface CallInEndEntry extends Base { readonly kind: typeof Kind.CallInEnd; readonly threw: boolean }
export interface SettlementEntry extends Placed { readonly kind: typeof Kind.Settlement; readonly promise: number; readonly rejected: boolean; /** Others than the program subscribed. */ readonly handled: boolean; readonly value: Neutral; readonly writes: readonly (readonly [number, Neutral])[] }
export interface TickEntry extends Placed {
  readonly kind: typeof Kind.Tick | typeof Kind.Ticks;
  /** Number of the first one, and how many there are. */
  readonly tick: number; readonly count: number;
  /** Which of them start segments of their own. Known only from later entries, or from none; set while a replay reads. */
  apart: readonly number[];
  /** How many of them the program's live code queued: counted by a replay. */
  live: number;
}
export interface InnerTickEntry extends Base { readonly kind: typeof Kind.InnerTick; /** Where it was queued. */ readonly queued: Position }
export interface TickRunEntry extends Base { readonly kind: typeof Kind.TickJoined | typeof Kind.TickApart; readonly tick: number }
export interface SubscriptionEntry extends Placed { readonly kind: typeof Kind.Subscription; readonly promise: number }
export interface ProgramSettledEntry extends Base { readonly kind: typeof Kind.ProgramSettled; readonly promise: number }
/** How the outside defined a property, other than by an assignment. */
export interface Definition { readonly enumerable: boolean; readonly writable: boolean; readonly configurable: boolean; /** The value is a getter. */ readonly accessor: boolean; readonly setter: Neutral }
export interface OutsideWriteEntry extends Placed {
  readonly kind: typeof Kind.OutsideWrite; readonly object: number; /** Undefined where all of the object is written. */ readonly key: Neutral; readonly deleted: boolean;
  readonly value: Neutral; readonly definition: Definition | undefined;
}
export interface ExposureEntry extends Placed { readonly kind: typeof Kind.Exposure; readonly object: number; readonly key: Neutral }
export interface DepositEntry extends Base { readonly kind: typeof Kind.Deposit; /** Number of the data. */ readonly object: number; /** A property, or the key of an item of a map. */ readonly place: Neutral }
export interface ReplacementEntry extends Base { readonly kind: typeof Kind.Replacement; /** Of the global, or {@link REFLECT_METADATA}. */ readonly name: string; readonly value: Neutral }
/** The name of a Replacement that is none: a package of the outside brought the pure package that adds this. */
export const REFLECT_METADATA = 'Reflect.metadata';
export interface ContinuationEntry extends Placed { readonly kind: typeof Kind.Continuation }
export interface ModuleRunEntry extends Placed { readonly kind: typeof Kind.ModuleRun; readonly file: string }
export interface MicrotaskPhaseEntry extends Base { readonly kind: typeof Kind.MicrotaskPhase }
export interface UnhandledEntry extends Base { readonly kind: typeof Kind.Unhandled; readonly promise: number }
export interface HandledEntry extends Base { readonly kind: typeof Kind.Handled; readonly promise: number }
export interface UncaughtEntry extends Base { readonly kind: typeof Kind.Uncaught | typeof Kind.Heard }
export interface OutputEntry extends Base { readonly kind: typeof Kind.Output; readonly fd: number; readonly bytes: Uint8Array }
export interface ConsoleEntry extends Base { readonly kind: typeof Kind.Console; readonly site: number; readonly method: string; readonly text: string; readonly fd: number }
export interface EnvironmentEntry extends Base { readonly kind: typeof Kind.Environment; readonly name: string; readonly value: string | undefined }
export interface TimeEntry extends Base { readonly kind: typeof Kind.Time; readonly elapsed: number }
export interface EndEntry extends Base {
  readonly kind: typeof Kind.End; readonly reason: EndReason; readonly code: number; readonly signal: string;
  /** Entries placed, and those among them whose position could not be proven. */
  readonly entries: number; readonly inexact: number;
}

/** A place where code that runs live in a replay, too, met the outside past the boundary. */
export interface Leak {
  /** What it called: `Date.now`, `node:fs.readFileSync`, `process.env.HOME`. */
  readonly operation: string;
  /** Name of the package whose code it is; empty if no package.json says one. */
  readonly package: string;
  /** Name of the function; empty at the top level of a module and for functions without one. */
  readonly function: string;
  /** Relative to the package's folder. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** How many calls. */
  readonly count: number;
}
/** Begins the name of a stray that is no function, but something that the program hands over and the recording does not follow. */
export const NOT_FOLLOWED = '? ';

/** The name of a stray that is a module of the program which a package imported: all of it ran as part of the outside. */
export const IMPORTED = 'a module that a package imports';

/** The name of a stray that is the script which starts the program, and is not instrumented, where a package loads the program. */
export const STARTED = 'the script that starts the program';

/** A place of the program that ran within the outside without a call-in: a replay does not run it there. */
export interface Stray {
  /** Name of the function; empty for one without. Or {@link NOT_FOLLOWED} and what it is, {@link IMPORTED}, or {@link STARTED}. */
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** How often it met the outside there. */
  readonly count: number;
}
export interface StraysEntry extends Base { readonly kind: typeof Kind.Strays; readonly strays: readonly Stray[] }
export interface LeaksEntry extends Base { readonly kind: typeof Kind.Leaks; readonly leaks: readonly Leak[] }

/** Entries with a position. */
export type PlacedEntry = CallInEntry | SettlementEntry | TickEntry | SubscriptionEntry | OutsideWriteEntry | ExposureEntry | ModuleRunEntry | ContinuationEntry;

/** Whether an entry has a position. By its kind: to ask for the property takes longer where objects of so many forms come. */
export function isPlaced(entry: Entry): entry is PlacedEntry {
  switch (entry.kind) {
    case Kind.CallIn: case Kind.Settlement: case Kind.Tick: case Kind.Ticks: case Kind.Subscription: case Kind.OutsideWrite: case Kind.Exposure: case Kind.ModuleRun: case Kind.Continuation: return true;
    default: return false;
  }
}

/** What a recording holds, told apart by `kind`. */
export type Entry =
  | ModuleEntry | SiteEntry | BindingEntry | CrossingEntry | LeafEntry | LeafRunEntry | DrawsEntry | BeginEntry | ReturnEntry | CallInEntry
  | CallInEndEntry | SettlementEntry | TickEntry | TickRunEntry | InnerTickEntry | SubscriptionEntry | ProgramSettledEntry
  | OutsideWriteEntry | MicrotaskPhaseEntry | UnhandledEntry | HandledEntry | UncaughtEntry | OutputEntry | ConsoleEntry
  | EnvironmentEntry | TimeEntry | EndEntry | ExposureEntry | DepositEntry | ReplacementEntry | ModuleRunEntry | ContinuationEntry | LeaksEntry | StraysEntry;
