// Where a recording names each object for the last time: what is never named again, a replay need not keep.
import { ValueReader } from './value-bytes.js';

/** By number: index of the entry that names a thing last. */
class LastMentions {
  /** Four bytes a number: more entries than they can count take a recording of tens of gigabytes. */
  #last = new Uint32Array(1024);

  note(number: number, entry: number): void {
    if (number >= this.#last.length) {
      const larger = new Uint32Array(Math.max(number + 1, this.#last.length * 2));
      larger.set(this.#last);
      this.#last = larger;
    }
    this.#last[number] = entry;
  }

  /** Index of the entry that names it last; 0 if none was seen that does. */
  of(number: number): number {
    return this.#last[number] ?? 0;
  }
}

/** What the entries of a recording name, as far as they were read. */
export class Mentions {
  readonly handles = new LastMentions();
  readonly promises = new LastMentions();
  /** Data of the outside. */
  readonly data = new LastMentions();
  /** Objects, functions and promises of the program. */
  readonly program = new LastMentions();
  /** Contexts of call-ins. */
  readonly contexts = new LastMentions();
  /** Index of the entry that is being read. */
  entry = 0;
}

/** A reader that writes down what is named. */
export class MentionReader extends ValueReader {
  readonly #mentions: Mentions;

  constructor(learns: boolean, mentions: Mentions) {
    super(learns);
    this.#mentions = mentions;
  }

  override handle(): number {
    return this.#noted(this.#mentions.handles, super.handle());
  }

  override program(): number {
    return this.#noted(this.#mentions.program, super.program());
  }

  override promise(): number {
    return this.#noted(this.#mentions.promises, super.promise());
  }

  override context(): number {
    return this.#noted(this.#mentions.contexts, super.context());
  }

  override named(promise: number, handle?: number): void {
    this.#noted(this.#mentions.promises, promise);
    if (handle !== undefined) this.#noted(this.#mentions.handles, handle);
  }

  override data(): number {
    const id = super.data();
    if (id < 0) this.#mentions.program.note(-id, this.#mentions.entry);
    else this.#mentions.data.note(id, this.#mentions.entry);
    return id;
  }

  #noted(last: LastMentions, number: number): number {
    last.note(number, this.#mentions.entry);
    return number;
  }
}
