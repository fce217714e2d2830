// Methods that handles share. The first read of a method through a prototype is an entry; later reads through the same
// prototype are none, since they give the same function. Half of a program's crossings on handles are such reads.
import { getPrototypeOf, hasOwn, isProxy } from './natives.js';

interface Known { readonly real: unknown; readonly shown: unknown }

/** While recording: methods by the prototype of the handles. */
export class RecordedMethods {
  readonly #shapes = new WeakMap<object, { readonly shape: number; readonly methods: Map<PropertyKey, Known> }>();
  #last = 0;

  /** Number of the shape of an outside object. */
  shape(real: object): number {
    return this.#entry(real)?.shape ?? 0;
  }

  #entry(real: object): { readonly shape: number; readonly methods: Map<PropertyKey, Known> } | undefined {
    const prototype = getPrototypeOf(real);
    if (prototype === null || prototype === Object.prototype || prototype === Array.prototype) return undefined;
    let entry = this.#shapes.get(prototype);
    if (entry === undefined) this.#shapes.set(prototype, entry = { shape: ++this.#last, methods: new Map() });
    return entry;
  }

  /** What the program saw of the method before, if reading it again gives the same function. */
  known(real: object, key: PropertyKey): unknown {
    const known = this.#entry(real)?.methods.get(key);
    if (known === undefined || hasOwn(real, key)) return undefined;
    return (real as Record<PropertyKey, unknown>)[key] === known.real ? known.shown : undefined;
  }

  /** Whether a plain property is a method that handles of the shape share. */
  isShared(real: object, key: PropertyKey): boolean {
    return !isProxy(real) && !hasOwn(real, key) && typeof (real as Record<PropertyKey, unknown>)[key] === 'function' && this.#entry(real) !== undefined;
  }

  keep(real: object, key: PropertyKey, shown: unknown): void {
    this.#entry(real)!.methods.set(key, { real: (real as Record<PropertyKey, unknown>)[key], shown });
  }
}

/** In a replay: methods by the number of the shape. */
export class ReplayedMethods {
  readonly #shapes = new Map<number, Map<PropertyKey, unknown>>();

  known(shape: number, key: PropertyKey): unknown {
    return this.#shapes.get(shape)?.get(key);
  }

  keep(shape: number, key: PropertyKey, shown: unknown): void {
    let methods = this.#shapes.get(shape);
    if (methods === undefined) this.#shapes.set(shape, methods = new Map());
    methods.set(key, shown);
  }
}
