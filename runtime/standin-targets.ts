// What the proxies of stand-ins are made around, and what people see of a stand-in.
import { HandleFlag } from '../recording/value.js';
import { defineInspection, formatting, inspectedBy } from './formatting.js';
import { standinOf } from './identity.js';
import { getOwnPropertyDescriptor, hasOwn, isEnumerable, isProxy } from './natives.js';
import type { Crosser } from './crosser.js';

let inspector: Pick<Crosser, 'inspect'>;

/** Set once at start: who knows what people are to see of stand-ins. */
export function setInspector(crosser: Pick<Crosser, 'inspect'>): void {
  inspector = crosser;
}

/** Called by the host with a stand-in: what people are to see of it. */
export function inspectStandin(this: object, _depth: number, options: unknown): unknown {
  const standin = standinOf.get(this);
  if (standin !== undefined) formatting.met ??= 'stand-in';
  return standin === undefined ? this : inspector.inspect(standin, options);
}

/**
 * Targets that forbid nothing: proxy invariants speak of the target, not of the outside's object. No trap lets anything
 * through to them, so that all stand-ins of a kind share one; each function of its own would cost microseconds.
 */
const objectTarget = Object.create(inspectedBy(inspectStandin)) as object;
const constructorTarget = defineInspection(nameless(function () { /* never called */ }), inspectStandin);
/** A bound function can be constructed and has no prototype property of its own, which could not be hidden. */
const functionTarget = defineInspection(nameless(function () { /* never called */ }.bind(undefined)), inspectStandin);

function nameless(target: Function): Function {
  delete (target as { name?: unknown }).name;
  delete (target as { length?: unknown }).length;
  return target;
}

/** The target for the proxy of a stand-in, by its {@link HandleFlag}s. */
export function standinTarget(flags: number): object {
  if ((flags & HandleFlag.Array) !== 0) return defineInspection([], inspectStandin);
  if ((flags & HandleFlag.Callable) === 0) return objectTarget;
  return (flags & HandleFlag.Constructor) !== 0 ? constructorTarget : functionTarget;
}

/**
 * Whether a function has a prototype property that stays: copies of all descriptors must be definable on another function.
 * Functions make the object when the property is first read, which costs more than the call that hands them over, so that
 * it is not: one that is not enumerable is the language's, or was defined on purpose.
 */
export function hasPrototype(real: object): boolean {
  if (typeof real !== 'function' || isProxy(real) || !hasOwn(real, 'prototype')) return false;
  return !isEnumerable(real, 'prototype') || getOwnPropertyDescriptor(real, 'prototype')?.configurable === false;
}
