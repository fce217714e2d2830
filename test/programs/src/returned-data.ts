// Data of the program that comes back from a package is the program's own, and so is what is in it.
import { keep, kept } from 'holder';

const inner = { bytes: Buffer.from('abc'), words: new Uint16Array([1, 2]), view: new DataView(new ArrayBuffer(2)), raw: new ArrayBuffer(3), at: new Date(5), text: /x/gi, link: new URL('https://example.org/a'), list: [1], map: new Map([[1, 2]]), set: new Set([3]), plain: { n: 1 }, error: new RangeError('r') };
const outer = { inner, again: inner.bytes, array: [inner.at, Buffer.from('in an array')] };
const before = [...Object.values(inner), ...Object.values(outer), ...outer.array];
keep(outer);
const back = kept() as typeof outer;
const after = [...Object.values(back.inner), ...Object.values(back), ...back.array];
console.log(back === outer, after.map((value, i) => value === before[i]).join());
inner.bytes[0] = 90;
inner.at.setTime(7);
console.log(String(back.again), back.array[0], String((kept() as typeof outer).inner.bytes));
