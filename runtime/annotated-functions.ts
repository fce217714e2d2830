// Annotated functions while recording and replaying: what stands for them in the program.
import { isBrief } from './brevity.js';
import type { Engine } from './effects/leaf.js';
import { watchListeners } from './effects/listeners.js';
import { RepriseError } from '../contract/errors.js';
import { enteredGenerator } from './generators.js';
import { standinOf, type Standin } from './identity.js';
import { apply, defineProperty, getOwnPropertyDescriptor, isPrimitive, isPromise, noop, ownKeys, promiseThen } from './natives.js';
import { comeBack, leave } from './passthrough-arguments.js';
import type { Annotator } from './program.js';
import { putRoot } from './roots.js';
import { isOutside, lasts, runBriefly, runOutside, side } from './side.js';
import { specialStandin } from './standin.js';

const PREFIX = 'record(';

/** Whether a root is a recorded function. */
export function isRecorded({ path }: Standin): boolean {
  return path !== undefined && path.startsWith(PREFIX);
}

/** Passthrough functions whose promise has not settled, in a replay: the program may wait for them. */
export const passing = { count: 0 };

/** What `record` and `passthrough` do in a recorded or replayed run. */
export class AnnotatedFunctions implements Annotator {
  readonly #engine: Engine;
  readonly #names = new Map<string, number>();
  readonly #passthrough = new WeakSet<Function>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  record(fn: Function): Function {
    // What the outside makes is the outside's anyway, and is not made in a replay.
    if (standinOf.has(fn) || this.#passthrough.has(fn) || side.state !== 0 && isOutside()) return fn;
    const engine = this.#engine;
    const recorded = dressed(fn, (thisArg, args) => {
      if (this.stands(fn, target)) return apply(fn as (...args: unknown[]) => unknown, thisArg, args);
      return engine.crossings.recorded(target, thisArg, args, fn);
    });
    const number = (this.#names.get(fn.name) ?? 0) + 1;
    this.#names.set(fn.name, number);
    // The outside calls the body itself.
    const target = this.#standin(`${PREFIX}${fn.name || 'anonymous'})${number === 1 ? '' : `#${number}`}`, function (this: unknown, ...args: unknown[]) { return runOutside(fn, this, args); }, recorded);
    return recorded;
  }

  passthrough(fn: Function): Function {
    if (this.#passthrough.has(fn) || side.state !== 0 && isOutside()) return fn;
    const passed = dressed(fn, (thisArg, args) => this.pass(fn, thisArg, args, fn));
    this.#passthrough.add(passed);
    return passed;
  }

  /**
   * Whether an annotated function is just called: by the outside, another one say, or where nothing is recorded yet or any more.
   *
   * @param as - see {@link isBrief}
   */
  stands(fn: Function, as: object): boolean {
    if (!this.#engine.order.active) return true;
    if (side.state === 0 || !isOutside()) return false;
    if (!isBrief(fn, as)) lasts();
    return true;
  }

  /**
   * Runs the body of a passthrough function: in both modes, as part of the outside, and without an entry.
   *
   * @param as - see {@link isBrief}
   */
  pass(body: Function, thisArg: unknown, args: ArrayLike<unknown>, as: object): unknown {
    watchListeners();
    if (this.stands(body, as)) return apply(body as (...args: unknown[]) => unknown, thisArg, args);
    const given = Array.from(args, leave);
    const result = comeBack(isBrief(body, as) ? runBriefly(body, thisArg, given, noop, true) : runOutside(body, thisArg, given, true));
    if (isPrimitive(result)) return result;
    if (this.#engine.replaying && isPromise(result)) {
      passing.count++;
      void apply(promiseThen, result, [settled, settled]);
    }
    return enteredGenerator(result as object) ?? result;
  }

  /**
   * A stand-in for a recorded function that emitted code calls by its site. It never crosses as a value, and is made when the
   * site is first met, which the outside may do: so its path is its name, which is the only one of its kind in its file, and the file.
   */
  standin(name: string, file: string): Standin {
    const shown = (): void => { /* only its identity counts */ };
    return this.#standin(`${PREFIX}${name})@${file}`, shown, shown);
  }

  #standin(path: string, real: object, shown: object): Standin {
    watchListeners();
    const standin = specialStandin(path, real, shown, path);
    if (this.#engine.replaying) putRoot(standin);
    return standin;
  }
}

function settled(): void {
  passing.count--;
}

/** A function in the place of another one: with its name, length and properties. */
function dressed(fn: Function, call: (thisArg: unknown, args: unknown[]) => unknown): Function {
  const shown = function (this: unknown, ...args: unknown[]): unknown {
    if (new.target !== undefined) throw new RepriseError('REPRISE_ANNOTATION', `${fn.name || 'an annotated function'} is used as a constructor.`, { next: 'Annotate its methods, or a function that gives the object.' });
    return call(this, args);
  };
  for (const key of ownKeys(fn)) if (key !== 'prototype' && key !== 'arguments' && key !== 'caller') defineProperty(shown, key, getOwnPropertyDescriptor(fn, key)!);
  return shown;
}
