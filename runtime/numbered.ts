// What a replay finds by number again. Numbers are given one after another.

/** Numbers that share a page: one is given up when it is empty. */
const PAGE = 1024;

interface Page<T> { readonly items: (T | undefined)[]; count: number }

/** Objects by number. */
export class Numbered<T extends object> {
  readonly #pages: (Page<T> | undefined)[] = [];
  readonly #fixed = new Set<number>();
  /** How many there are. */
  count = 0;

  get(number: number): T | undefined {
    return this.#pages[Math.floor(number / PAGE)]?.items[number % PAGE];
  }

  set(number: number, item: T): void {
    const page = this.#pages[Math.floor(number / PAGE)] ??= { items: new Array<T | undefined>(PAGE), count: 0 };
    if (page.items[number % PAGE] === undefined) {
      page.count++;
      this.count++;
    }
    page.items[number % PAGE] = item;
  }

  /** {@link set} for what is never forgotten. */
  fix(number: number, item: T): void {
    this.#fixed.add(number);
    this.set(number, item);
  }

  /** Gives up what is not `needed`. */
  forget(needed: (number: number) => boolean): void {
    this.#pages.forEach((page, at) => {
      if (page === undefined) return;
      for (let i = 0; i < PAGE; i++) {
        const number = at * PAGE + i;
        if (page.items[i] === undefined || this.#fixed.has(number) || needed(number)) continue;
        page.items[i] = undefined;
        page.count--;
        this.count--;
      }
      if (page.count === 0) this.#pages[at] = undefined;
    });
  }
}
