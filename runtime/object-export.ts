// Mixed objects of the program (options with callbacks, emitters, class instances) and its classes as the outside sees
// them while recording: proxies whose reads give the outside's view and whose writes are entries.
import { Kind } from '../recording/entry.js';
import type { CollectionSide } from './collection-export.js';
import { ExportHandler, programNumber } from './export-handler.js';
import { exportTarget } from './export-targets.js';
import { idOf, programId, programOf } from './identity.js';
import { isLender } from './lent-objects.js';
import { apply, defineProperty, getOwnPropertyDescriptor, isPrimitive } from './natives.js';
import type { Recorder } from './recorder.js';
import { sendSymbol } from './symbols.js';
import type { PartName } from './unnamed-parts.js';

const NONE: readonly unknown[] = [];

/** Makes the proxies by which the outside sees objects of the program. */
export class ObjectExport implements CollectionSide {
  readonly #recorder: Recorder;
  readonly #pureMethods = new WeakMap<object, Map<PropertyKey, Function>>();

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /** @param target - of the proxy: of what its properties may be, it forbids only what the target has */
  wrap(object: object, target = exportTarget(object)): object {
    const handler = new ExportHandler(this, this.#recorder, object);
    return handler.proxy = new Proxy(target, handler);
  }

  /** Whether the outside can see an object without meeting it for the first time. */
  isKnown(object: object): boolean {
    return idOf(object) !== undefined || programOf.has(object) || this.#recorder.outward.known(object) !== undefined;
  }

  /** What the outside sees of a program object's part; exposes it first where that is news. */
  part(object: object, key: PartName, value: unknown): unknown {
    const recorder = this.#recorder;
    if (!isPrimitive(value) && idOf(value as object) === undefined && !programOf.has(value as object)) {
      const seen = recorder.outward.known(value as object);
      if (seen !== undefined) return seen;
      // An accessor of the outside may have put it there, past the proxy.
      if (isLender(object)) recorder.lent.writes(object, NONE);
      if (idOf(value as object) === undefined) {
        this.#expose(object, key, value as object);
        recorder.outward.value(value);
      }
    }
    const seen = recorder.outward.view(value);
    if (seen === value && !isPrimitive(value)) {
      if (!recorder.open.met(value)) recorder.writes.reads(value as object);
      recorder.deposits.lent(value as object);
    }
    return seen;
  }

  meant(value: unknown): unknown {
    return this.#recorder.programView(value);
  }

  write(object: object, method: string, args: readonly unknown[]): unknown {
    return this.#recorder.callIns.call(object, programNumber(object), 'method', method, undefined, args);
  }

  /**
   * A method that an object of the program has from a class of a pure package. The outside has the class, too, and may use the
   * method on something of its own: so it gets no number, and calls in on objects of the program alone.
   */
  pureMethod(holder: object, key: PropertyKey, method: Function): unknown {
    if (key === 'constructor') return method;
    let methods = this.#pureMethods.get(holder);
    if (methods === undefined) this.#pureMethods.set(holder, methods = new Map());
    let wrapper = methods.get(key);
    if (wrapper === undefined) {
      const { callIns } = this.#recorder;
      methods.set(key, wrapper = function (this: unknown, ...args: unknown[]): unknown {
        const object = isPrimitive(this) ? undefined : programOf.get(this as object);
        return object === undefined ? apply(method as () => unknown, this, args as []) : callIns.call(object, programNumber(object), 'method', key, undefined, args);
      });
      for (const name of ['name', 'length']) defineProperty(wrapper, name, getOwnPropertyDescriptor(method, name) ?? {});
    }
    return wrapper;
  }

  /** The outside meets a function or object of the program that has no number yet. */
  #expose(object: object, name: PartName, value: object): void {
    const recorder = this.#recorder;
    const key = typeof name === 'function' ? name() : name;
    recorder.entries.place(Kind.Exposure);
    recorder.writer.program(programNumber(object));
    if (typeof key === 'symbol') sendSymbol(key);
    recorder.encode(key);
    recorder.writer.commit();
    programId(value);
    recorder.order.segment();
  }
}
