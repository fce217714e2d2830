// Data into which a package puts functions of its own, in more places than are looked after for good: both sides go on calling them.
import * as filler from 'filler';

const slots = Array.from({ length: 40 }, () => filler.make());
filler.fill();
for (let place = 0; place < 40; place++) if (filler.at(place) !== slots[place]) throw new Error('another');
console.log(slots.map(({ add }) => add(100)).join());
for (let i = 0; i < 400; i++) if (filler.pass(i) !== i) throw new Error('another');
console.log(filler.sum(), slots.map(({ add }) => add(200)).join());
console.log(slots.every((slot) => slot.add === slot.add && typeof slot.add === 'function'), filler.sum());
