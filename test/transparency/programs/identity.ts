// The same outside thing is the same thing in the program.
import * as things from 'things';

console.log(things.shared() === things.shared(), (await things.shared()) === (await things.shared()), things.soon === things.soon);
const fn = (): number => 5;
const object = { fn };
const own = Promise.resolve(7);
console.log(things.pass(fn) === fn, things.pass(object) === object, things.pass(object).fn === fn, things.pass(own) === own, await things.pass(own));
const emitter = things.emitter();
console.log(things.pass(emitter) === emitter, emitter.on('x', fn) === emitter, emitter.listeners('x')[0] === fn, emitter.listenerCount('x'));
emitter.mine = object;
console.log(emitter.mine === object, 'mine' in emitter, things.pass(emitter).mine === object);
console.log(things.soon.name, things.soon.length, things.later.length, typeof things.Base, String(typeof things.pass(emitter)));
const weak = new WeakMap([[emitter, 'weak']]);
console.log(weak.get(things.pass(emitter)), new Set([things.soon, things.soon]).size);
console.log(things.kinds());
const { date, map, set, bytes, url, sparse } = things.kinds();
console.log(date instanceof Date, map instanceof Map, map.get('a').b, set.has('x'), Buffer.isBuffer(bytes), url instanceof URL, 1 in sparse);
