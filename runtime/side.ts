// Which side of the membrane runs. While the outside runs, code of the program may run as part of it: the body of a
// recorded or passthrough function, and whatever that calls. Then the hooks are off, and stand-ins let everything
// through. A flag says it of what runs synchronously; an AsyncLocalStorage says it of what such a body left for later.
import { apply, AsyncLocalStorage } from './natives.js';

/** Bits of {@link side}: the outside runs now; there is a storage to be asked; what runs also runs in a replay … */
const RUNS = 1;
const STORED = 2;
const LIVE = 4;
/** What runs leaves no entries. */
const UNRECORDED = 8;
/** What runs is the body of an annotated function, or called by it. */
const BODY = 16;

/** Whose an asynchronous context is: the program's, the outside's, or that of a passthrough function. */
type Owner = false | true | 'live';

/** `state` is 0 as long as only the program can be what runs: the one check that hot paths make. */
export const side = { state: 0 };

/**
 * Made for the first annotated function that may leave something for later, and not before: on Node 20 and 22 its
 * first use makes every await of the process two to three times as dear.
 */
let storage: InstanceType<typeof AsyncLocalStorage<Owner>> | undefined;

/** Whether what runs belongs to the outside. Ask only where `side.state` is not 0. */
export function isOutside(): boolean {
  return (side.state & RUNS) !== 0 || ((side.state & STORED) !== 0 && (storage!.getStore() ?? false) !== false);
}

/** Whether what runs is, or was left by, a passthrough function: in a replay it runs, too. */
export function isLive(): boolean {
  return (side.state & LIVE) !== 0 || ((side.state & STORED) !== 0 && (side.state & RUNS) === 0 && storage!.getStore() === 'live');
}

/** Whether an annotated function may have left something for later. */
export function keepsContexts(): boolean {
  return (side.state & STORED) !== 0;
}

/** The outside begins to run; gives what {@link restore} takes when it ends. */
export function enterOutside(): number {
  const before = side.state;
  side.state = before | RUNS;
  return before;
}

/** Ends what {@link enterOutside} began. */
export function restore(before: number): void {
  side.state = (side.state & STORED) | (before & ~STORED);
}

/** Runs what may call the program where no call-in can be an entry: a replay does nothing of it. */
export function runUnrecorded(run: () => void): void {
  const before = enterOutside();
  side.state |= UNRECORDED;
  try {
    run();
  } finally {
    restore(before);
  }
}

/** Whether {@link runUnrecorded} does. Ask only where `side.state` is not 0. */
export function isUnrecorded(): boolean {
  return (side.state & UNRECORDED) !== 0;
}

/**
 * Whether the outside itself runs, and no annotated function: code of the program that runs then was not called in. Ask only where
 * {@link isOutside} says yes.
 */
export function isStray(): boolean {
  return (side.state & (RUNS | BODY | UNRECORDED)) === RUNS;
}

/**
 * Runs a function of the program as part of the outside, with all that it leaves for later.
 *
 * @param live - whether it is a passthrough function
 */
export function runOutside(fn: Function, thisArg: unknown, args: ArrayLike<unknown>, live = false): unknown {
  const before = enterOutside();
  side.state |= live ? BODY | LIVE : BODY;
  try {
    return stored().run(live ? 'live' : true, () => apply(fn as (...args: unknown[]) => unknown, thisArg, args as unknown[]));
  } finally {
    restore(before);
  }
}

/** What is to be told when a function that runs by {@link runBriefly} turns out to leave something for later. */
let brief: (() => void) | undefined;

/**
 * Runs a function that seems to leave nothing for later. If it is about to do so all the same, {@link lasts} is called,
 * from then on the storage knows of it, and `lasting` is called.
 */
export function runBriefly(fn: Function, thisArg: unknown, args: ArrayLike<unknown>, lasting: () => void, live = false): unknown {
  const before = enterOutside();
  side.state |= live ? BODY | LIVE : BODY;
  const around = brief;
  brief = lasting;
  try {
    return apply(fn as (...args: unknown[]) => unknown, thisArg, args as unknown[]);
  } finally {
    if (brief === undefined) stored().enterWith(false);
    brief = around;
    restore(before);
  }
}

/** The outside is about to leave something for later. */
export function lasts(): void {
  if (brief === undefined) return;
  const tell = brief;
  brief = undefined;
  stored().enterWith((side.state & LIVE) !== 0 ? 'live' : true);
  tell();
}

function stored(): InstanceType<typeof AsyncLocalStorage<Owner>> {
  side.state |= STORED;
  return storage ??= new AsyncLocalStorage<Owner>();
}

/** Runs what the outside calls of the program. */
export function runProgram<T>(run: () => T): T {
  if (side.state === 0) return run();
  const before = side.state;
  const around = brief;
  side.state &= STORED;
  brief = undefined;
  try {
    return storage === undefined ? run() : storage.run(false, run);
  } finally {
    brief = around;
    restore(before);
  }
}
