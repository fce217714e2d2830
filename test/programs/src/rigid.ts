// Packages may freeze what they are given, be it data or not, and the program may have done so before.
import { facts, fix, freeze, freezeDeep, prevent, seal } from 'handler';
import { inspect } from 'formatter';

class Point {
  gone = 1;
  constructor(public x: number) {}
  call(): number { return this.x; }
}
const mixed = () => ({ gone: 1, text: 'x', call() { return 1; }, within: { call: () => 2, list: [() => 3] } });
const own = (value: object) => [Object.isExtensible(value), Object.isSealed(value), Object.isFrozen(value), Reflect.ownKeys(value).join()];

for (const make of [() => new Point(1), mixed, () => [new Point(2), () => 1], () => class { static kind = 1; }, () => ({ data: [1] }), () => Object.create({ call: () => 1 }) as object]) {
  for (const use of [freeze, seal, prevent, fix] as ((value: object) => unknown)[]) {
    const value = make();
    console.log(use.name, use(value), own(value), facts(value), inspect(value));
  }
  const frozen = Object.freeze(make());
  console.log(facts(frozen), freeze(frozen), inspect(frozen));
}
const options = mixed();
freezeDeep(options);
console.log(own(options.within), own(options.within.list), options.within.list[0]!());
try {
  options.text = 'changed';
} catch (error) {
  console.log((error as Error).message);
}
const point = new Point(3);
prevent(point);
Reflect.deleteProperty(point, 'x');
point.gone = 5;
console.log(facts(point), own(point), freeze(point));
