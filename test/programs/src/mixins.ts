// Classes that go back and forth: mixins, `new.target`, `instanceof` that a class decides, accessors that are put onto an object.
import { define, described, Element, Even, lineage, make, members, read, Shape, timestamped } from 'shapes';

class Square extends Shape {
  static unit = 'cm²';
  readonly #side: number;
  constructor(side: number) {
    super('square');
    this.#side = side;
  }
  area(): number { return this.#side ** 2; }
}
class Plain {
  readonly #word = 'plain';
  static created = 0;
  constructor() { Plain.created++; }
  describe(): string { return this.#word; }
}
const StampedSquare = timestamped(Square);
const StampedPlain = timestamped(Plain);
class Special extends StampedPlain { describe(): string { return `special ${super.describe() as string}`; } }

const square = new StampedSquare(3);
const plain = new StampedPlain();
const special = new Special();
console.log(new Square(2).made, square.made, square.stamp(), square instanceof Square, square instanceof Shape);
console.log(plain.stamp(), plain instanceof Plain, plain instanceof StampedPlain, plain.constructor === StampedPlain);
console.log(special.stamp(), special instanceof Special, special instanceof Plain, make(Special).stamp(), make(Square, 4).describe(), Plain.created);
console.log((4 as unknown) instanceof Even, (3 as unknown) instanceof Even);

const target = make(Shape, 'target') as { name: string; twice?: string };
Object.defineProperty(target, 'twice', { get() { return `${target.name} ${target.name}`; }, set(value: string) { target.name = value; }, enumerable: true, configurable: true });
target.twice = 'set';
console.log(target.twice, read(target, 'twice'), target.name, Object.keys(target), { ...target }.twice);

class Button extends Element { readonly kind = 'button'; }
class Fancy extends Button {}
define('my-button', Button);
define('my-fancy', Fancy);
const button = new Button();
console.log(button.tag, new Fancy().tag, button.target === Button, button instanceof Button, make(Button).tag, button.kind, Object.getPrototypeOf(button) === Button.prototype);

// Whose prototype the package has seen to be fixed before it makes one.
class Link extends Element {
  static open = true;
  readonly #to = '/home';
  get to(): string { return this.#to; }
  follow(): string { return `to ${this.to}`; }
}
class Anchor extends Link { override follow(): string { return `anchored ${super.follow()}`; } }
for (const [tag, Class] of [['my-link', Link], ['my-anchor', Anchor]] as const) {
  console.log(described(Class));
  define(tag, Class);
  const link = make(Class);
  console.log(link.tag, link.follow(), read(link, 'to'), link.target === Class, link instanceof Link, Object.getPrototypeOf(link) === Class.prototype, new Class().follow());
}

abstract class Command extends Shape { static flags = { level: () => 'info' }; }
class Greet extends Command { static args = { person: String }; area(): number { return 1; } }
const bare = Object.assign(Object.create(Object.assign(Object.create(null) as object, { below: () => 1 })) as object, { above: () => 2 });
console.log(lineage(() => Greet), make(Greet, 'greeting').describe(), members(make(Link)), lineage(() => bare));
