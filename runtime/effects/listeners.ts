// Listeners that the outside registers belong to it whenever they are called. Emitters call them in the context of
// whoever emits, so that of annotated functions is kept with the listener. Emitters of the outside are reached through
// stand-ins as well as directly, so it is done in the emitter's class.
import { EventEmitter } from 'node:events';
import { listener, listenerOf } from '../direct.js';
import { programOf } from '../identity.js';
import { apply, defineProperty } from '../natives.js';
import { isOutside, side } from '../side.js';
import { dress } from './leaf.js';

type Register = (this: EventEmitter, name: unknown, fn: unknown) => EventEmitter;

let watched = false;

/** What the console calls of its streams when it prints, as the host or {@link watchListeners} has put it there. */
const own = new Map<string, unknown>();
for (const name of ['on', 'once', 'removeListener'] as const) own.set(name, EventEmitter.prototype[name]);

/** Whether a package has put something else in the place of these, which may call the program. */
export function areListenersReplaced(): boolean {
  for (const [name, fn] of own) {
    const now = (EventEmitter.prototype as unknown as Record<string, Function>)[name]!;
    if (now !== fn && !programOf.has(now)) return true;
  }
  return false;
}

/** Called with the first annotated function; changes nothing for a process that has none. */
export function watchListeners(): void {
  if (watched) return;
  watched = true;
  const prototype = EventEmitter.prototype as unknown as Record<string, Register>;
  const replace = (name: string, make: (native: Register) => Register, alias = name): void => {
    const native = prototype[name]!;
    const made = dress(make(native), native);
    for (const each of [name, alias]) {
      defineProperty(prototype, each, { value: made, writable: true, configurable: true, enumerable: true });
      if (own.get(each) === native) own.set(each, made);
    }
  };
  const registering = (native: Register): Register => function (event, fn) {
    // What `once` makes has a listener already, and finds itself by its identity.
    const belongs = typeof fn === 'function' && !('listener' in fn) && side.state !== 0 && isOutside();
    return apply(native, this, [event, belongs ? listener(fn) : fn]) as EventEmitter;
  };
  replace('addListener', registering, 'on');
  for (const name of ['prependListener', 'once', 'prependOnceListener']) replace(name, registering);
  replace('removeListener', (native) => function (event, fn) {
    const before = this.listenerCount(event as string);
    const result = apply(native, this, [event, fn]) as EventEmitter;
    const known = typeof fn === 'function' ? listenerOf.get(fn) : undefined;
    return known === undefined || this.listenerCount(event as string) < before ? result : apply(native, this, [event, known]) as EventEmitter;
  }, 'off');
}
