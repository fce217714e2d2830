// Views of memory, and the memory under them.
const pool = Buffer.alloc(64);
let used = 0;
exports.shared = () => {
  const memory = new ArrayBuffer(16);
  const bytes = new Uint8Array(memory);
  bytes[3] = 7;
  return { bytes, numbers: new Float64Array(memory), view: new DataView(memory, 4, 8), part: bytes.subarray(2, 4), memory };
};
/** The same memory in parts, and again from its beginning, as pools of drivers give it. */
exports.fromPool = (text) => {
  const part = pool.subarray(used, used + text.length);
  part.write(text);
  used += text.length;
  return part;
};
exports.refill = (text) => {
  pool.write(text);
  return pool.subarray(0, text.length);
};
exports.part = (view, from, to) => view.subarray(from, to);
exports.memoryOf = (view) => view.buffer;
exports.put = (view, at, value) => { view[at] = value; };
exports.empty = () => new Uint8Array(0);
