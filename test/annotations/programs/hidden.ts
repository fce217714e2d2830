// What recorded functions write where only code of a class can look, and into classes themselves.
import { record } from 'reprise';

class Inner {
  #n = 0;
  accessor y = 1;
  inc() { this.#n++; this.y *= 2; return this.#n; }
  get n() { return this.#n; }
}

class Registry {
  static count = 0;
  static #hidden = 0;
  static accessor name2 = 'a';
  inherited = 0;
  gone: number | undefined = 5;
  #items = new Map<string, number>();
  #inner = new Inner();
  #list: number[] = [];
  set over(value: number) { this.inherited = value; }

  @record static make(k: number) { this.count += k; Registry.#hidden += k; this.name2 += 'b'; return Date.now() > 0; }
  @record put(k: string, n: number) { this.#items.set(k, n); this.#list.push(n); Registry.count++; return this.#inner.inc(); }
  @record swap() { [this.#list, this.#items] = [[7], new Map([['z', 1]])]; delete this.gone; }
  @record async later(call: (n: number) => void) {
    call(this.#list.length);
    this.#inner.inc();
    await new Promise((done) => { setTimeout(done, 2); });
    this.#inner = new Inner();
    this.#list.push(5);
  }
  @record *steps() { this.#list.push(1); yield 1; this.#list.push(2); yield 2; }
  show(): void { console.log(JSON.stringify([[...this.#items], this.#list, this.#inner.n, this.#inner.y, this.inherited, 'gone' in this, Registry.count, Registry.#hidden, Registry.name2])); }
}

class Sub extends Registry {
  #own = 3;
  static extra = 1;
  @record go() { this.#own = 9; super.over = 4; Sub.extra++; this.put('sub', 2); return this; }
  get own() { return this.#own; }
}

const registry = new Registry();
const change = [() => Registry.make(3), () => registry.put('a', 1), () => registry.put('b', 2), () => registry.swap()];
for (const each of change) { console.log(each()); registry.show(); }
await registry.later((n) => { console.log('called', n); registry.show(); });
registry.show();
for (const step of registry.steps()) { console.log(step); registry.show(); }

const sub = new Sub();
console.log(sub.go() === sub, sub.own, Sub.extra);
sub.show();
Sub.make(4);
sub.show();
console.log(Sub.count, Registry.count, Object.hasOwn(Sub, 'count'));

const Expression = class { #q = 1; /** @record */ m() { this.#q = 5; } get q() { return this.#q; } };
const expression = new Expression();
expression.m();
console.log(expression.q, Expression.name);

function local() {
  class Local { #z = 0; accessor w = 0; @record m() { this.#z++; this.w++; } get z() { return this.#z + this.w; } }
  const made = new Local();
  made.m();
  return made.z;
}
console.log(local(), local());

class Plain { accessor y = 0; }
/** @record */
function write(plain: Plain) { plain.y = 4; return Math.random() < 1; }
const plain = new Plain();
console.log(write(plain), plain.y);
