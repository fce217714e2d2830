// Recording → program, in a replay: builds what the program saw, and writes changes onto what it has already.
import { RepriseError } from '../contract/errors.js';
import { type Neutral, type PropertyNode, type ValueNode } from '../recording/value.js';
import { isAdoptable, Moved } from './adoption.js';
import { decodeInstance } from './codec-use.js';
import { flush, refresh } from './hidden-state.js';
import { handles, nameData, objectOf, programObjects, type Standin } from './identity.js';
import { stiffen } from './integrity.js';
import { mapClear, mapForEach, mapSet, paramsText, replaceHeaders, replaceParams, setAdd, setClear, setDateTime, setForEach } from './collection-methods.js';
import { emptyHeaders, intrinsicAt, methodsOfHeaders } from './intrinsics.js';
import { liveAt } from './live-classes.js';
import { bytesOf, giveAway, type Binary } from './binary.js';
import { bareError, defineProperty, deleteProperty, getOwnPropertyDescriptor, NativeDate, ownKeys, set, setPrototypeOf } from './natives.js';
import { memoryAt, nameMemory } from './memory.js';
import { classAt } from './program-classes.js';
import { pureAt } from './pure-classes.js';
import { rootStandin } from './roots.js';
import { programSymbol, readSymbol } from './symbols.js';

/** What materialising needs of the rest of the membrane. */
export interface Restorer {
  standin(id: number, flags: number, shape: number, prototype: object | undefined, name: string): Standin;
  promise(id: number, subclass?: boolean, handle?: object): Promise<unknown>;
  /** A promise that a timer settles. */
  timerPromise(id: number): Promise<unknown>;
  /** The recording names something that the replay has not met. */
  unknown(what: string): never;
  /** The program has data already that the recording holds as it is now. */
  rewrites(): void;
  /** A codec cannot make what the recording holds. */
  refused(error: RepriseError): never;
}

type DataNode = Extract<ValueNode, { id: number }>;

/** Gives values their form. */
export class Materialiser {
  constructor(private readonly restorer: Restorer) {}

  /**
   * The value as the program is to see it.
   *
   * @param there - what the program has in its place
   * @param moved - what it has beside that
   */
  value(node: Neutral, there?: unknown, moved?: Moved): unknown {
    if (typeof node !== 'object' || node === null) return node;
    switch (node.t) {
      case 'well-known': case 'registered': case 'symbol': return readSymbol(node);
      case 'program-symbol': return programSymbol(node.id) ?? this.restorer.unknown(`Symbol(${node.description ?? ''}) of the program`);
      case 'intrinsic': return intrinsicAt(node.path) ?? classAt(node.path) ?? liveAt(node.path) ?? pureAt(node.path) ?? this.restorer.unknown(node.path);
      case 'root': {
        const standin = rootStandin(node.path);
        standin.id = node.id;
        // Reports name it, long after.
        handles.fix(node.id, standin.shown);
        return standin.shown;
      }
      case 'handle': {
        const known = handles.get(node.id);
        if (known !== undefined) return known;
        const prototype = node.prototype === undefined ? undefined : this.value(node.prototype) as object;
        const { shown } = this.restorer.standin(node.id, node.flags, node.shape, prototype, node.className);
        handles.set(node.id, shown);
        return shown;
      }
      case 'handle-ref': return handles.get(node.id) ?? this.restorer.unknown(`handle #${node.id}`);
      case 'promise': return this.restorer.promise(node.id);
      case 'timer-promise': return this.restorer.timerPromise(node.id);
      case 'promise-object': return this.restorer.promise(node.id, node.subclass, this.value(node.handle) as object);
      case 'program': return programObjects.get(node.id) ?? this.restorer.unknown(`program object #${node.id}`);
      case 'data-ref': return objectOf(node.id) ?? this.restorer.unknown(`data #${node.id}`);
      case 'namespace': return this.restorer.unknown(`the module ${node.file}`);
      case 'iteration': return { done: node.done, value: this.value(node.value) };
      case 'hole': return undefined;
      case 'rigid': {
        const value = this.value(node.value, there, moved) as object;
        stiffen(value, node.integrity);
        return value;
      }
      default: return this.#data(node, there, moved);
    }
  }

  #data(node: DataNode, there: unknown, moved: Moved | undefined): object {
    if (objectOf(node.id) !== undefined) this.restorer.rewrites();
    const known = objectOf(node.id) ?? (there === undefined && moved === undefined ? undefined : this.#adopted(node, there, moved));
    const make = <T extends object>(value: T): T => {
      nameData(value, node.id);
      return value;
    };
    switch (node.t) {
      case 'array': {
        if (known === undefined) return this.#newArray(make([]), node);
        const array = known as unknown[];
        const before = [...array];
        const moved = new Moved(before);
        node.items.forEach((item, i) => {
          if (isHole(item)) deleteProperty(array, i);
          else set(array, i, this.value(item, before[i], moved));
        });
        set(array, 'length', node.items.length);
        this.#properties(array, node.properties);
        return array;
      }
      case 'buffer': return fill(known, node.bytes) ?? nameMemory(make(Buffer.from(ownMemory(node.bytes))), node.id);
      case 'array-buffer': return fill(known, node.bytes) ?? make(ownMemory(node.bytes));
      case 'typed-array': case 'data-view': {
        return fill(known, node.bytes) ?? nameMemory(make(viewOf(node.className, ownMemory(node.bytes))), node.id);
      }
      case 'view': {
        if (known !== undefined) return fill(known, node.bytes)!;
        const memory = memoryAt(node);
        Buffer.from(memory, node.offset, node.bytes.length).set(node.bytes);
        return make(node.className === 'ArrayBuffer' ? memory : viewOf(node.className, memory, node.offset, node.bytes.length));
      }
      case 'date': {
        if (known === undefined) return make(new NativeDate(node.time));
        setDateTime(known as Date, node.time);
        return known;
      }
      case 'regexp': {
        const regexp = (known ?? make(new RegExp(node.source, node.flags))) as RegExp;
        regexp.lastIndex = node.lastIndex;
        return regexp;
      }
      case 'map': {
        const map = (known ?? make(new Map())) as Map<unknown, unknown>;
        const before = new Map<unknown, unknown>();
        mapForEach(map, (item, key) => { before.set(key, item); });
        const keys = new Moved(before.keys());
        mapClear(map);
        for (const [named, item] of node.pairs) {
          const key = this.value(named, undefined, keys);
          mapSet(map, key, this.value(item, before.get(key)));
        }
        return map;
      }
      case 'set': {
        const set = (known ?? make(new Set())) as Set<unknown>;
        const before: unknown[] = [];
        setForEach(set, (item) => { before.push(item); });
        const items = new Moved(before);
        setClear(set);
        for (const item of node.items) setAdd(set, this.value(item, undefined, items));
        return set;
      }
      case 'url': {
        if (known === undefined) return make(new URL(node.text));
        if ((known as URL).href !== node.text) (known as URL).href = node.text;
        return known;
      }
      case 'url-search-params': {
        if (known === undefined) return make(new URLSearchParams(node.text));
        if (paramsText(known as URLSearchParams) !== node.text) replaceParams(known as URLSearchParams, node.text);
        return known;
      }
      case 'headers': {
        const headers = known === undefined ? make(emptyHeaders()) as Headers : known as Headers;
        replaceHeaders(methodsOfHeaders(), headers, node.pairs.flatMap(([name, text]) => headerValues(text).map((value) => [name, value] as const)));
        return headers;
      }
      case 'dom-exception': {
        if (known !== undefined) return known;
        const error = make(new DOMException(node.message, node.name));
        defineProperty(error, 'stack', { value: node.stack, writable: true, configurable: true, enumerable: false });
        return error;
      }
      case 'boxed': return known ?? make(Object(this.value(node.value)) as object);
      case 'instance': {
        const instance = this.#instance(node, known);
        return known ?? make(instance);
      }
      case 'object': case 'error': {
        const object = known ?? make(node.t === 'error' ? bareError() : {});
        const prototype = this.value(node.prototype) as object | null;
        if (known === undefined) {
          const plain = node.t === 'object' && prototype === Object.prototype;
          if (!plain) setPrototypeOf(object, prototype);
          this.#add(object, node.properties, plain);
        } else this.#properties(object, node.properties);
        return object;
      }
      default: return this.restorer.unknown(`data #${node.id}`);
    }
  }

  #newArray(array: unknown[], { items, properties }: Extract<ValueNode, { t: 'array' }>): unknown[] {
    for (let i = 0; i < items.length; i++) if (!isHole(items[i])) array[i] = this.value(items[i]);
    array.length = items.length;
    this.#add(array, properties, true);
    return array;
  }

  /**
   * Adds properties to an object that was just made.
   *
   * @param plain - whether nothing of the outside is its prototype: then most can be assigned, in a tenth of the time
   */
  #add(object: object, properties: readonly PropertyNode[], plain: boolean): void {
    for (const { key, value, enumerable } of properties) {
      const now = this.value(value);
      if (plain && enumerable && !((key as string) in object)) (object as Record<string, unknown>)[key as string] = now;
      else defineProperty(object, key as string, { value: now, enumerable, writable: true, configurable: true });
    }
  }

  #instance({ codec, data }: Extract<ValueNode, { t: 'instance' }>, known: object | undefined): object {
    try {
      return decodeInstance(codec, this.value(data), known);
    } catch (error) {
      if (!(error instanceof RepriseError)) throw error;
      return this.restorer.refused(error);
    }
  }

  readonly #prototypeOf = (node: Neutral): unknown => this.value(node);

  /** See adoption.ts. */
  #adopted(node: DataNode, there: unknown, moved: Moved | undefined): object | undefined {
    const object = isAdoptable(there, node, this.#prototypeOf) ? there : moved?.take(node, this.#prototypeOf);
    if (object !== undefined) nameData(object, node.id);
    return object;
  }

  /** Makes the own properties equal to the recorded ones; array indices are the caller's. */
  #properties(object: object, properties: readonly PropertyNode[]): void {
    refresh(object);
    const kept = new Set<unknown>(properties.map(({ key }) => key));
    const array = Array.isArray(object);
    for (const key of ownKeys(object)) {
      // A getter of the object's own has no value to be recorded.
      if (typeof key === 'string' && !kept.has(key) && 'value' in getOwnPropertyDescriptor(object, key)! && !(array && (key === 'length' || /^\d+$/.test(key)))) deleteProperty(object, key);
    }
    for (const { key, value, enumerable } of properties) {
      const now = this.value(value, getOwnPropertyDescriptor(object, key as string)?.value);
      // A sealed object refuses the former, a frozen one both: what it holds is what it held.
      if (!defineProperty(object, key as string, { value: now, enumerable, writable: true, configurable: true })) defineProperty(object, key as string, { value: now });
    }
    flush(object);
  }
}

function isHole(node: Neutral): boolean {
  return typeof node === 'object' && node !== null && node.t === 'hole';
}

/** Copies bytes onto a buffer that the program has already. */
function fill(known: object | undefined, bytes: Uint8Array): object | undefined {
  if (known === undefined) return undefined;
  const target = bytesOf(known as Binary);
  if (bytes.length === 0 && target.length > 0) giveAway(known as Binary);
  else target.set(bytes.subarray(0, target.length));
  return known;
}

/** Memory with nothing else in it. */
function ownMemory(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

function viewOf(className: string, memory: ArrayBuffer, offset = 0, size = memory.byteLength): ArrayBufferView {
  if (className === 'Buffer') return Buffer.from(memory, offset, size);
  const View = (intrinsicAt(className) ?? (globalThis as Record<string, unknown>)[className]) as { new (buffer: ArrayBuffer, offset: number, length: number): ArrayBufferView; BYTES_PER_ELEMENT?: number };
  return new View(memory, offset, size / (View.BYTES_PER_ELEMENT ?? 1));
}

const SEPARATOR = ', ';

/** Values that headers join to a text again: white space at the ends of one is lost, so empty ones there stand alone. */
function headerValues(text: string): readonly string[] {
  const before: string[] = [];
  const after: string[] = [];
  let rest = text;
  for (; rest.endsWith(SEPARATOR); rest = rest.slice(0, -SEPARATOR.length)) after.push('');
  for (; rest.startsWith(SEPARATOR); rest = rest.slice(SEPARATOR.length)) before.push('');
  return [...before, rest, ...after];
}
