// Containers of data with stand-ins for what the outside put there after they had come in: while the outside runs it finds its own there,
// the program finds the stand-ins.
import { placesOf, replaceAt } from './deposits.js';
import { share } from './encode.js';
import { programOf, shownOf, standinOf, wrapperOf } from './identity.js';

/** More are not looked after. */
const MOST = 64;
/**
 * So many are looked after around each crossing; more only until the outside has run so often since. With 64 of them an application spent a
 * sixth of its time on that.
 */
const FEW = 16;
const RUNS = 256;

/** Those that were filled last. */
export class FilledContainers {
  /** For each, in the order in which they were filled, how often the outside had run by then. */
  readonly #filledAt = new Map<object, number>();
  #runs = 0;

  add(container: object): void {
    if (this.#filledAt.has(container)) return;
    this.#filledAt.set(container, this.#runs);
    if (this.#filledAt.size > MOST) this.#forget(this.#filledAt.keys().next().value!);
  }

  /** The outside is about to run. */
  leave(): void {
    this.#runs++;
    for (const [container, at] of this.#filledAt) {
      if (this.#filledAt.size > FEW && this.#runs - at > RUNS) this.#forget(container);
      else giveBack(container);
    }
  }

  /** The program is about to run. */
  enter(): void {
    for (const container of this.#filledAt.keys()) {
      for (const [place, value] of placesOf(container)) {
        const shown = shownOf.get(value) ?? programOf.get(value);
        if (shown !== undefined && shown !== value) replaceAt(container, place, shown);
      }
    }
  }

  /** The program's view stays there, and works for the outside, too. */
  #forget(container: object): void {
    this.#filledAt.delete(container);
    for (const [, value] of placesOf(container)) share(value);
  }
}

/** The outside finds its own where the program found stand-ins, and what it sees of the program's functions where the program found these. */
function giveBack(container: object): void {
  for (const [place, value] of placesOf(container)) {
    const real = standinOf.get(value)?.real ?? wrapperOf.get(value);
    if (real !== undefined && real !== value) replaceAt(container, place, real);
  }
}
