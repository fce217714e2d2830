// Functions of all kinds are to the outside what they are: an arrow function and a method have no prototype, and construct nothing.
import { callOn, classOf, kindOf } from 'kinds';

class User { constructor(readonly id?: number) {} }
function Old(this: { n: number }, n: number) { this.n = n; }
const holder = { method(a: number, b: number) { return [this === holder, a + b]; }, get value() { return 1; }, async later() { await null; }, *each(): Generator<number> { yield 1; } };
console.log(classOf(() => User), classOf(User), classOf(function () { return User; } as () => unknown));
for (const fn of [() => User, (a: number) => a, (a: number, b: number) => a + b, (a: number, b: number, c: number) => a + b + c, (a: number, b: number, c: number, d: number) => a + b + c + d]) console.log(kindOf(fn));
for (const fn of [holder.method, holder.later, holder.each, Old, User, holder.method.bind(holder), async () => {}, async function named() {}, function () {}]) console.log(kindOf(fn));
console.log(callOn(holder, holder.method, 1, 2), callOn({ n: 1 }, function (this: { n: number }, by: number) { return this.n + by; }, 2), callOn(undefined, (...args: number[]) => args.length, 1, 2, 3));
