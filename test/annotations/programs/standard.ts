// What only standard decorators can do: private methods, and fields.
import { record } from 'reprise';
import { say, vary } from './say.js';

class Standard {
  #count = 1;

  @record
  #hidden(by: number): number { return this.#count * by * Math.random(); }

  @record
  static #shared(): number { return Math.random(); }

  @record
  arrow = async (n: number): Promise<number> => { await null; return n * this.#count * Math.random(); };

  async run(): Promise<void> {
    vary(this.#hidden(2), Standard.#shared(), await this.arrow(3));
    say(this.#count, this.arrow.name, this.arrow.length);
  }
}
await new Standard().run();
