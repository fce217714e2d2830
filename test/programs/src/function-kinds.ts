// Functions of all kinds are to the outside what they are: an arrow function and a method have no prototype, and construct nothing.
import { Readable } from 'node:stream';
import { callOn, classOf, given, kindOf, stepped } from 'kinds';

class User { constructor(readonly id?: number) {} }
function Old(this: { n: number }, n: number) { this.n = n; }
const holder = { method(a: number, b: number) { return [this === holder, a + b]; }, get value() { return 1; }, async later() { await null; }, *each(): Generator<number> { yield 1; } };
console.log(classOf(() => User), classOf(User), classOf(function () { return User; } as () => unknown));
for (const fn of [() => User, (a: number) => a, (a: number, b: number) => a + b, (a: number, b: number, c: number) => a + b + c, (a: number, b: number, c: number, d: number) => a + b + c + d]) console.log(kindOf(fn));
for (const fn of [holder.method, holder.later, holder.each, Old, User, holder.method.bind(holder), async () => {}, async function named() {}, function () {}]) console.log(kindOf(fn));
console.log(callOn(holder, holder.method, 1, 2), callOn({ n: 1 }, function (this: { n: number }, by: number) { return this.n + by; }, 2), callOn(undefined, (...args: number[]) => args.length, 1, 2, 3));
console.log(given(holder.each()), given((async function* () { yield await null; })()), given([1].values()));
// Iterators of the language keep what they go through in slots.
const named = new Map([['a', () => 1], ['b', () => 2]]);
for (const iterator of [[1, 2, 3].values(), ['x', 'y'].entries(), [() => 1, () => 2].values(), new Uint8Array([1, 2]).keys(), named.keys(), named.values(), new Set([1]).entries(), 'abc'[Symbol.iterator](), 'aba'.matchAll(/a/g)]) console.log(stepped(iterator));
void Readable.from([1, 2].values()).toArray().then((all) => { console.log(all, [3].values().next()); });
