// Classes that hide something, in a file in which nothing is annotated.
export class Account {
  static #opened = 0;
  static accessor last = '';
  #balance = 0;
  accessor owner = 'nobody';
  #log: string[] = [];
  static open(owner: string): Account { this.#opened++; this.last = owner; const made = new this(); made.owner = owner; return made; }
  put(amount: number): this { this.#balance += amount; this.#log.push(`+${amount}`); return this; }
  show(): string { return `${this.owner} ${this.#balance} ${this.#log.join(' ')} (${Account.#opened} ${Account.last})`; }
}

export class Savings extends Account {
  #rate = 1;
  raise(): void { this.#rate++; this.put(this.#rate); }
  override show(): string { return `${super.show()} at ${this.#rate}`; }
}

/** A class of its own each time. */
export function counter(): { count(): number; value(): number } {
  return new class { #n = 0; count(): number { return ++this.#n; } value(): number { return this.#n; } }();
}

export const Named = class { #v = 'a'; turn(): void { this.#v += 'b'; } get value(): string { return this.#v; } };

function tagged<T extends abstract new (...args: any[]) => object>(type: T): T { return type; }

/** A decorator takes the place of the class. */
@tagged
export class Decorated {
  #seen: number[] = [];
  see(n: number): void { this.#seen.push(n); }
  get seen(): number { return this.#seen.length; }
}
