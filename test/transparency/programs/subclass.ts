// Subclasses of an outside class.
import { Base, instanceOfBase, pass } from 'things';
import { EventEmitter } from 'node:events';

class Mine extends Base {
  own = 'field';
  static override made = 100;
  constructor(x: number) { super(x); this.second = x * 10; }
  declare second: number;
  override init(): void { super.init(); this.initialised += ' mine'; }
  override name(): string { return `mine ${this.x + 1} of ${super.name()}`; }
  get half(): number { return this.x / 2; }
}
class Deeper extends Mine { override name(): string { return `deeper ${super.name()}`; } }
for (const C of [Mine, Deeper]) {
  const made = new C(3);
  console.log(made.hello(), made.own, made.second, made.half, made.double);
  made.double = 20;
  console.log(made.x, made instanceof Base, made instanceof Mine, made instanceof Deeper, instanceOfBase(made), made.constructor === C, Object.getPrototypeOf(made) === C.prototype);
  console.log(pass(made) === made, C.make(1) instanceof C, C.made, Base.made > 0, Object.keys(made).sort().join());
}
const plain = new Base(8);
console.log(plain.hello(), plain.double, plain instanceof Base, plain instanceof Mine, instanceOfBase(plain), plain.constructor === Base, Base.name, Base.length);
class Emitting extends EventEmitter { go(): void { this.emit('x', 1); } }
const emitting = new Emitting();
emitting.on('x', function (this: unknown, v: number) { console.log('emitted', v, this === emitting); });
emitting.go();
