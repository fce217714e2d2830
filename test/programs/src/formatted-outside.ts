// What packages format of the program's objects, and the program of what a package made of them, is what they show in a plain run.
import { format as texts, inspect as look, kind, later, print, tag, wrap } from 'formatter';
import { inspect } from 'node:util';
import { createHash, type Hash } from 'node:crypto';

class Point {
  readonly #hidden = 1;
  constructor(readonly x: number) {}
  get twice(): number { return this.x * 2 * this.#hidden; }
  toString(): string { return `(${this.x})`; }
}
class Money {
  constructor(readonly cents: number) {}
  [inspect.custom](depth: number, options: unknown, how: typeof inspect): string { return `Money<${this.cents}> ${how({ depth })}`; }
}
class Ledger extends Map<string, Point> { readonly name = 'ledger'; }
class Day extends Date { readonly holiday = true; }
class Service {
  constructor(readonly hash: Hash) {}
}

const mixed = {
  text: 'x', callback() { return 1; }, nested: { point: new Point(4), wait: async () => { /* nothing */ }, Point },
  list: [new Point(1), () => 2], map: new Map([['k', new Point(2)]]), get getter() { return 1; }, [Symbol('key')]: new Point(7),
};
const circular: { self?: unknown; call(): void } = { call() { /* nothing */ } };
circular.self = circular;
const tagged = function () { /* nothing */ };
tagged.kind = { point: new Point(3) };

for (const value of [new Point(1), new Money(5), mixed, circular, tagged, Point, [new Point(2), () => 1], new Ledger([['a', new Point(9)]]), new Day(0), new Proxy({ point: new Point(6) }, {})]) {
  console.log(look(value));
  print(value);
  console.log(wrap(value));
  console.log('%O', wrap(value), tag(value));
}
console.log(texts(new Point(1), [new Point(2)], new Point(3), mixed));
console.log(look(new Service(createHash('md5'))).split('\n')[0], tag(Object.assign(/a/, { call() { /* nothing */ } })));
console.log(kind(async () => 1), kind(function* steps() { yield 1; }), kind(async function* () { yield 1; }), kind(look), kind(() => 1));
later(new Point(8), (text: string) => { console.log(text); });
