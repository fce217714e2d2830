// Stand-ins in the hands of the outside: code of the program that runs as part of it (see side.ts) meets them in its
// variables, and they let every operation through to what they stand for, without an entry.
import { RepriseError } from '../contract/errors.js';
import { Operation } from '../recording/entry.js';
import { perform } from './crossing.js';
import { inPromiseOf, programOf, standinOf, type Standin } from './identity.js';
import { apply, construct, isPrimitive } from './natives.js';
import { isOutside, lasts, runOutside, side } from './side.js';

/** Methods that were read from a stand-in → the outside's own, which must not meet the stand-in as its `this`. */
const realOf = new WeakMap<object, Function>();
const methodOf = new WeakMap<Function, object>();
/** Functions that were passed on by such code → what the outside calls, so that they belong to it when they run. */
export const listenerOf = new WeakMap<Function, object>();

/**
 * An operation on a stand-in, done to what it stands for.
 *
 * @param lasting - whether a call may leave something for later
 */
export function direct(operation: Operation, target: Standin, key: PropertyKey | undefined, thisArg: unknown, args: readonly unknown[] | undefined, lasting = false): unknown {
  const { real } = target;
  if (real === undefined) throw absent(target, key);
  if (lasting && (operation === Operation.Call || operation === Operation.Construct)) lasts();
  const result = perform(operation, real, key, bare(thisArg), args === undefined ? [] : bareAll(args));
  return operation === Operation.Get && typeof result === 'function' ? method(result) : result;
}

/** A call from an emitted hook: the function may be the outside's own, and its arguments stand-ins. */
export function directCall(fn: Function, thisArg: unknown, args: readonly unknown[]): unknown {
  return apply(fn as (...args: unknown[]) => unknown, bare(thisArg), bareAll(args));
}

/** `new target(...args)` of a subclass of the program's. */
export function directConstruct(target: Standin, args: readonly unknown[], newTarget: Function): object {
  if (target.real === undefined) throw absent(target, undefined);
  return construct(target.real as new (...args: unknown[]) => object, bareAll(args), newTarget);
}

/** What the outside has for a value of the program. */
export function bare(value: unknown): unknown {
  if (isPrimitive(value)) return value;
  const object = value as object;
  const standin = standinOf.get(object);
  // In a replay a handle stands for nothing. Passing it on is no use of it.
  if (standin !== undefined) return standin.real ?? value;
  return inPromiseOf.get(object)?.base ?? realOf.get(object) ?? value;
}

/** What the outside has for arguments; functions among them belong to it. */
export function bareAll(args: readonly unknown[]): unknown[] {
  return args.map((value) => {
    const known = bare(value);
    return known === value && typeof value === 'function' && !programOf.has(value) ? listener(value) : known;
  });
}

function method(fn: Function): object {
  let shown = methodOf.get(fn);
  if (shown !== undefined) return shown;
  shown = new Proxy(fn, {
    apply: (_target, thisArg, args: unknown[]) => directCall(fn, thisArg, args),
    construct: (_target, args: unknown[], newTarget) => construct(fn as new (...args: unknown[]) => object, bareAll(args), newTarget === shown ? fn : newTarget as Function),
  });
  methodOf.set(fn, shown);
  realOf.set(shown, fn);
  return shown;
}

/** What stands for a function that the outside registers. Events come in their source's context, and it belongs to the outside. */
export function listener(fn: Function): object {
  let shown = listenerOf.get(fn);
  if (shown !== undefined) return shown;
  shown = new Proxy(fn, {
    // By which emitters know a listener that stands for another.
    get: (target, key, receiver) => (key === 'listener' ? fn : Reflect.get(target, key, receiver)) as unknown,
    apply: (_target, thisArg, args: unknown[]) => side.state !== 0 && isOutside() ? apply(fn as (...args: unknown[]) => unknown, thisArg, args) : runOutside(fn, thisArg, args),
  });
  listenerOf.set(fn, shown);
  return shown;
}

function absent({ name }: Standin, key: PropertyKey | undefined): RepriseError {
  const what = `${name || 'an object'}${key === undefined ? '' : `.${String(key)}`}`;
  return new RepriseError('REPRISE_PASSTHROUGH', `a passthrough function uses ${what}, which belongs to the recorded outside and is not there in a replay.`, {
    next: 'Annotate the function with record instead, or let it make what it needs by itself.',
  });
}
