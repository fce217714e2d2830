// Instances with private fields that recorded functions give: their methods take objects of the program.
class Sq { readonly #s: number; #log: string[] = []; constructor(s: number) { this.#s = s; } area() { return this.#s ** 2; }
 /** @record */ grow(by: number) { return new Sq(this.#s + by); }
 /** @record */ eq(o: Sq) { o.#log.push('compared'); return o.#s === this.#s; }
 same(o: Sq, f?: (o: Sq) => void) { o.#log.push('same'); f?.(o); return o.#s === this.#s; } get log() { return this.#log.length; } static is(o: object): o is Sq { return #s in o; } }
const g = new Sq(2).grow(3); console.log(g.area(), g instanceof Sq);
const five = new Sq(5);
console.log(g.eq(five), five.log, g.same(five), five.log, five.eq(g), five.log, g.log, g.grow(1).eq(g), g.grow(0).same(g));
console.log(g.same(five, (o) => { console.log('back', o === five, typeof Date.now(), o.log); }), five.log);
const plain = { n: 1 }; class Box { #v = plain; fill(o: { n: number }) { o.n++; return o; } } 
/** @record */ function box() { return new Box(); } const b = box(); console.log(b.fill(plain) === plain, plain.n);
