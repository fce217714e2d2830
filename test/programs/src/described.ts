// What descriptors say of the outside's objects: accessors are functions there, which mixins, decorators and stubs pass on.
import { frozen, Scale } from 'classes';

const scale = new Scale(56);
const { get, set, ...rest } = Object.getOwnPropertyDescriptor(Scale.prototype, 'ounces')!;
console.log(get!.call(scale), rest, get === Object.getOwnPropertyDescriptor(Scale.prototype, 'ounces')!.get);
set!.call(scale, 10);
console.log(scale.grams, Object.getOwnPropertyDescriptor(Scale, 'made')!.set, Object.getOwnPropertyDescriptor(Scale.prototype, 'maximum')!.writable, Object.getOwnPropertyDescriptor(scale, 'grams'));

class Own {
  grams = 28;
  declare ounces: number;
}
for (const [key, described] of Object.entries(Object.getOwnPropertyDescriptors(Scale.prototype))) if (key !== 'constructor') Object.defineProperty(Own.prototype, key, described);
const own = new Own();
own.ounces *= 2;
console.log(own.grams, own.ounces, Object.keys(own));

const before = Object.getOwnPropertyDescriptor(Scale.prototype, 'ounces')!;
Object.defineProperty(Scale.prototype, 'ounces', { ...before, get(this: Scale) { return `stubbed ${before.get!.call(this)}`; } });
console.log(scale.ounces, new Scale(28).ounces);
Object.defineProperty(Scale.prototype, 'ounces', before);
console.log(new Scale(28).ounces);

const ice = frozen();
console.log(Object.isFrozen(ice), Object.isSealed(ice), Object.isExtensible(ice), Object.getOwnPropertyDescriptor(ice, 'n')!.writable, [scale, {}, 1].map((value) => Object.isFrozen(value)), Object.isExtensible(scale), Object.isFrozen.name);
