// What values need beyond primitives: numbers of things by their distance from recent ones, and shapes of objects. All of
// it is learned anew in each chunk, so that a chunk can be read by itself and memory stays bounded.
import { ByteReader, ByteWriter } from './bytes.js';
import { Ids } from './ids.js';

/** Objects with more keys than this are written key by key … */
const SHAPE_KEYS = 24;
/** … and so are those that come after this many shapes of a chunk. */
const SHAPES = 4_096;

/** The keys of objects up to one of them; `number` is -1 as long as no object has these keys alone. */
interface Shape { number: number; readonly next: Map<string, Shape> }

function emptyShape(): Shape {
  return { number: -1, next: new Map() };
}

/** Appends values. */
export class ValueWriter extends ByteWriter {
  #ids = new Ids();
  #root = emptyShape();
  #shapes = 0;
  #defines = false;

  constructor(size: number) {
    super(size, true);
  }

  /** How much a reader has learned: as long as it stays the same, what was written since can be taken back. */
  get learned(): number {
    return this.strings + this.#shapes + this.#ids.data.newest + this.#ids.handle.newest + this.#ids.program.newest + this.#ids.promise.newest;
  }

  /** A new chunk begins: nothing of what was learned holds any more. */
  protected forget(): void {
    this.forgetStrings();
    this.#ids = new Ids();
    this.#root = emptyShape();
    this.#shapes = 0;
  }

  handle(id: number): void {
    this.varint(this.#ids.handle.encode(id));
  }

  /** Something that later entries refer to by number alone was named: a module, a site, a root. */
  defined(): void {
    this.#defines = true;
  }

  /** Whether something was, since this was asked last. */
  protected takeDefines(): boolean {
    const defines = this.#defines;
    this.#defines = false;
    return defines;
  }

  /** An object, function or promise of the program. */
  program(id: number): void {
    this.varint(this.#ids.program.encode(id));
  }

  promise(id: number): void {
    this.varint(this.#ids.promise.encode(id));
  }

  /**
   * Data by its number. The program's own has a negative one and is written as it is, so that the same data gives the
   * same bytes again.
   */
  data(id: number): void {
    this.varint(id < 0 ? -id * 2 + 1 : this.#ids.data.encode(id) * 2);
  }

  /** The shape of an object with these keys; undefined if it has too many, or there are too many shapes. */
  shapeOf(keys: readonly string[]): Shape | undefined {
    if (keys.length > SHAPE_KEYS) return undefined;
    let at = this.#root;
    for (const key of keys) {
      let next = at.next.get(key);
      if (next === undefined) {
        if (this.#shapes === SHAPES) return undefined;
        at.next.set(key, next = emptyShape());
      }
      at = next;
    }
    return at.number < 0 && this.#shapes === SHAPES ? undefined : at;
  }

  /** Appends a shape by its number, with its keys the first time. */
  shape(shape: Shape, keys: readonly string[]): void {
    if (shape.number >= 0) {
      this.varint(shape.number);
      return;
    }
    shape.number = this.#shapes++;
    this.varint(shape.number);
    this.varint(keys.length);
    for (const key of keys) this.string(key);
  }
}

/** Reads what {@link ValueWriter} wrote, or, without ids, what format 1 has in its place. */
export class ValueReader extends ByteReader {
  readonly #ids: Ids | undefined;
  readonly #shapes: (readonly string[])[] = [];

  /** @param learns - whether numbers are distances: from format 2 on */
  constructor(learns: boolean) {
    super(Buffer.alloc(0), []);
    this.#ids = learns ? new Ids() : undefined;
  }

  /** Goes on with further bytes. */
  load(bytes: Buffer): void {
    this.bytes = bytes;
    this.at = 0;
  }

  handle(): number {
    return this.#id(this.#ids?.handle);
  }

  program(): number {
    return this.#id(this.#ids?.program);
  }

  promise(): number {
    return this.#id(this.#ids?.promise);
  }

  /** Number of the context of a call-in. */
  context(): number {
    return this.varint();
  }

  data(): number {
    if (this.#ids === undefined) return this.zigzag();
    const code = this.varint();
    return code % 2 === 1 ? -(code - 1) / 2 : this.#ids.data.decode(code / 2);
  }

  /** An entry names these by no bytes of its own. */
  named(_promise: number, _handle?: number): void { /* nobody asks */ }

  /** The keys of an object. */
  shape(): readonly string[] {
    const number = this.varint();
    if (number > this.#shapes.length) throw new RangeError('unknown shape of an object');
    return this.#shapes[number] ??= Array.from({ length: this.varint() }, () => this.string(this.byte()));
  }

  #id(ids: { decode(code: number): number } | undefined): number {
    const code = this.varint();
    return ids === undefined ? code : ids.decode(code);
  }
}
