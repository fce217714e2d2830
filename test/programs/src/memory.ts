// What lies under a buffer from outside is as large in a replay, and views that share memory go on sharing it.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { empty, fromPool, memoryOf, part, put, refill, shared } from 'memory';

const { bytes, numbers, view, part: two, memory } = shared();
bytes[2] = 9;
console.log(bytes.buffer === memory, numbers.buffer === memory, view.byteOffset, view.buffer.byteLength, two.byteOffset, [...two], numbers[0]);

const first = fromPool('abc');
const second = fromPool('defg');
const again = refill('xy');
console.log(String(first), String(second), String(again), first.buffer === second.buffer, second.byteOffset, second.buffer.byteLength);

const mine = new Uint8Array(10);
const back = part(mine, 2, 6);
back[0] = 5;
put(mine, 3, 6);
console.log(back.buffer === mine.buffer, back.byteOffset, mine[2], [...back], memoryOf(mine) === mine.buffer, memoryOf(mine).byteLength);
console.log(String(part(Buffer.from('in the pool of Node'), 0, 2)), [...part(new Float64Array([1, 2, 3]), 1, 3)], empty().buffer.byteLength);

// Whoever takes the memory for the bytes finds them there.
const file = readFileSync(process.argv[1]!);
console.log(Buffer.from(file.buffer, file.byteOffset, file.length).equals(file), randomBytes(8).buffer.byteLength, new Uint8Array(randomBytes(8).buffer).length);
