// Data into which a package puts functions of its own, in more places than are looked after for good: both sides go on calling them.
import * as slotter from 'slotter';

const slots = Array.from({ length: 40 }, () => slotter.make());
slotter.fill();
for (let place = 0; place < 40; place++) if (slotter.at(place) !== slots[place]) throw new Error('another');
console.log(slots.map(({ add }) => add(100)).join());
for (let i = 0; i < 400; i++) if (slotter.pass(i) !== i) throw new Error('another');
console.log(slotter.sum(), slots.map(({ add }) => add(200)).join());
console.log(slots.every((slot) => slot.add === slot.add && typeof slot.add === 'function'), slotter.sum());
