// Buffers that the outside fills, and data that it changes later.
import { append, assign, fill, fillLater, pass, state, touch } from 'things';
import { randomFillSync } from 'node:crypto';

const buffer = Buffer.alloc(4);
console.log(fill(buffer) === buffer, buffer);
const bytes = new Uint8Array(3);
const promise = fillLater(bytes);
console.log(bytes.join());
console.log(await promise, bytes.join());
console.log(randomFillSync(buffer) === buffer, buffer.length);
const object: Record<string, unknown> = { a: 1 };
console.log(assign(object) === object, object);
const list = ['x'];
console.log(append(list), list.join());
const first = state();
const second = state();
console.log(first === second, first.hits, second.log.join());
touch();
console.log(state().hits, first.hits, first.log.length);
first.mine = 'own';
console.log(state() === first, first.mine, pass(first).hits);
