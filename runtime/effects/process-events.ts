// Listeners on process. Events that follow from the program's own promises and errors happen by themselves in a
// replay, too, so their listeners are registered for real in both modes; all others are call-ins.
import { apply, defineProperty, noop } from '../natives.js';
import { setSpecialRoot } from '../roots.js';
import { genericStandin, specialStandin } from '../standin.js';
import { dress, type Engine } from './leaf.js';

const LIVE = new Set<unknown>(['unhandledRejection', 'rejectionHandled', 'uncaughtException', 'uncaughtExceptionMonitor']);
const METHODS = ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'off', 'removeListener', 'listenerCount', 'listeners', 'removeAllListeners'] as const;
/** The first of them add a listener. */
const ADDING = 5;

/** Of the program. */
const listeners = new WeakSet<object>();

/** What an event that is being told of shows the program; packages that listen see what is the outside's. */
let telling: { readonly event: string; readonly args: readonly unknown[] } | undefined;

/** Tells of one of these events, while recording. */
export function tellBoth(emit: (event: string, ...args: unknown[]) => boolean, target: object, event: string, outside: readonly unknown[], program: readonly unknown[]): boolean {
  const before = telling;
  telling = { event, args: program };
  try {
    return apply(emit, target, [event, ...outside]);
  } finally {
    telling = before;
  }
}

/**
 * Tells the program alone of one of these events, in a replay. A package that is there, too, a runner of tests, heard what the recording has.
 *
 * @returns whether anybody listens
 */
export function tellProgram(target: object, event: string, args: readonly unknown[]): boolean {
  const all = process.rawListeners(event);
  for (const listener of all) {
    const known = (listener as { readonly listener?: Function }).listener ?? listener;
    if (listeners.has(known) || known === noop) apply(listener as (...args: unknown[]) => void, target, args);
  }
  return all.length > 0;
}

/** While recording: registers a listener of the program that gets what the program is to see. The host takes it for the function itself where it is removed, or asked for. */
function register(real: (...args: unknown[]) => unknown, [event, listener]: readonly [PropertyKey, Function], first: boolean): unknown {
  const told = dress(function (this: unknown, ...args: unknown[]): unknown { return apply(listener as (...args: unknown[]) => unknown, this, telling?.event === event ? telling.args : args); }, listener);
  const result = apply(real, process, [event, told]);
  const all = process.rawListeners(event as string);
  // What `once` makes of it calls the one and is known by the other.
  defineProperty(all[first ? 0 : all.length - 1]!, 'listener', { value: listener, writable: true, configurable: true, enumerable: true });
  return result;
}

/** Whether the program itself listens for errors that nobody handles. */
export function isHeard(event: 'uncaughtException' | 'unhandledRejection'): boolean {
  return event === 'uncaughtException' && process.hasUncaughtExceptionCaptureCallback() || process.listeners(event as NodeJS.Signals).some((listener) => listeners.has(listener));
}

/** Makes the program's process.on and its kin. */
export function installProcessEvents(engine: Engine): void {
  for (const method of METHODS) {
    setSpecialRoot(`globalThis.process.${method}`, (path, real) => {
      const generic = genericStandin(engine.crossings, path, real);
      const shown = function (this: unknown, ...args: unknown[]): unknown {
        if (typeof args[1] === 'function') listeners.add(args[1]);
        if (!LIVE.has(args[0])) return apply(generic.shown as (...args: unknown[]) => unknown, this, args);
        const call = real as (...args: unknown[]) => unknown;
        const adds = typeof args[1] === 'function' && !engine.replaying && (METHODS.indexOf(method) < ADDING);
        const result: unknown = adds ? register(call, args as [PropertyKey, Function], method.startsWith('prepend')) : apply(call, process, args);
        return result === process ? this : result;
      };
      return specialStandin(path, real, dress(shown, real as Function));
    });
  }
  setSpecialRoot('globalThis.process.setUncaughtExceptionCaptureCallback', (path, real) => {
    const shown = (capture: unknown): unknown => {
      const told = typeof capture === 'function' && !engine.replaying ? (error: unknown): unknown => apply(capture as (error: unknown) => unknown, undefined, [engine.programView(error)]) : capture;
      return apply(real as (capture: unknown) => unknown, process, [told]);
    };
    return specialStandin(path, real, dress(shown, real as Function));
  });
}

/** Whether an error that goes uncaught ends the process: nobody listens for it. Ask before anyone is told. */
export function endsUncaught(): boolean {
  return process.listenerCount('uncaughtException') === 0 && !process.hasUncaughtExceptionCaptureCallback();
}

/** Redefines a method of process, visible to Node itself, too. */
export function overrideProcess(name: string, value: Function): void {
  defineProperty(process, name, { value, writable: true, configurable: true, enumerable: true });
}
