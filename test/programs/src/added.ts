// A package of the outside adds to prototypes of the language, and the program uses what it added.
import { again, mapper, should, use } from 'adder';

interface Expected { readonly be: Expected; equal(other: unknown): unknown }
declare global {
  interface Object { should: Expected }
  interface String { readonly red: string }
  interface Array<T> { last(fallback?: T): T; mine(): number }
}
Array.prototype.mine = function mine() { return this.length; };

const own = { a: 1 };
console.log('text'.red, [1, 2].last(), ([] as number[]).last(7), [own].last() === own, [3].mine());
console.log(use([own, 4]), mapper([1, 2], (x) => `${x} ${'in'.red}`));
should();
console.log(own.should.be.equal(own), (5).should.equal(5), 'a'.should.be.equal('a'));
try {
  'a'.should.equal('b');
} catch (error) {
  console.log(error instanceof RangeError, (error as Error).message);
}
const taken = { should: 1 as unknown };
taken.should = 2;
const assigned: { should?: unknown } = {};
assigned.should = own.should;
console.log(taken, Object.keys(assigned), Object.keys(own), JSON.stringify([1]), [...'ab'].join());
for (const key in own) console.log(key);
again();
console.log([1, 2].last(), [8].mine());
setTimeout(() => { console.log(['late'].last(), [String(Date.now() > 0)].map((x) => x.red)); }, 1);
