// Frozen, sealed and other rigid objects that recorded functions give, or make of what they got.
/** @record */ function f() { return Object.freeze({ a: 1, b: Object.seal([1, 2]), c: Object.preventExtensions(new Map()), d: Object.freeze([1]) }); }
const o: any = f();
console.log(Object.isFrozen(o), Object.isSealed(o.b), Object.isExtensible(o.c), Object.isFrozen(o.d), Object.isFrozen(o.b));
try { o.a = 2; } catch (e) { console.log((e as Error).message); }
class P { constructor(readonly x: number) { Object.freeze(this); } }
/** @record */ function g() { return new P(3); }
console.log(Object.isFrozen(g()), g() instanceof P);
/** @record */ function h(o: object) { Object.freeze(o); }
const mine = { a: 1 }; h(mine); console.log(Object.isFrozen(mine));
/** @record */ function t() { throw Object.freeze(new Error('x')); }
try { t(); } catch (e) { console.log(Object.isFrozen(e)); }
const same = Object.freeze([1, Object.freeze({ deep: 1 })]); let times = 0;
/** @record */ function again() { return { n: Math.random() > 2, same, k: same }; }
const [a1, a2] = [again(), again()]; console.log(a1.same === a2.same, a1.k === a1.same, Object.isFrozen(a1.same[1]), times);
/** @record */ function sealIt(o: any) { o.a = 5; Object.seal(o); o.b = 6; }
const sl: any = { a: 1, b: 2 }; sealIt(sl); console.log(sl, Object.isSealed(sl), Object.isFrozen(sl)); sealIt(sl); 
/** @record */ function more(o: any) { o.a = 7; } more(sl); console.log(sl);
class V { #x = 1; constructor() { Object.freeze(this); } /** @record */ inc() { this.#x++; return this.#x; } get x() { return this.#x; } }
const v = new V(); v.inc(); console.log(v.x);
