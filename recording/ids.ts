// Numbers of handles, objects and promises on disk. Most mentions are of something recent: written as the distance from
// the newest number mentioned so far, one request looks like the next, and compression finds it. What was mentioned long
// ago (a method, a client) is written as it is, which makes it the same bytes every time.

/** Numbers closer to the newest one than this are written as a distance. */
const RECENT = 512;

/** The numbers of one kind of thing, in the order in which a recording mentions them. Writer and reader keep one each. */
class IdSequence {
  #newest = 0;

  /** The newest number mentioned. */
  get newest(): number {
    return this.#newest;
  }

  /** What stands for a number in the recording. */
  encode(id: number): number {
    const back = this.#newest - id;
    if (id > this.#newest) this.#newest = id;
    return back < RECENT && back > -RECENT ? (back < 0 ? -back * 2 - 1 : back * 2) * 2 + 1 : id * 2;
  }

  /** The number that stands in the recording. */
  decode(code: number): number {
    let id = Math.floor(code / 2);
    // A distance is less than twice RECENT.
    if (code % 2 === 1) id = this.#newest - ((id & 1) === 1 ? -((id + 1) >> 1) : id >> 1);
    if (id > this.#newest) this.#newest = id;
    return id;
  }
}

/** The sequences of a recording. */
export class Ids {
  readonly handle = new IdSequence();
  /** Objects, functions and promises of the program. */
  readonly program = new IdSequence();
  /** Data of the outside. */
  readonly data = new IdSequence();
  /** Promises of the outside. */
  readonly promise = new IdSequence();
}
