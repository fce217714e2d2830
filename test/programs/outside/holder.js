// Holds one value, and has a symbol of its own.
let held;
const own = Symbol('own');
exports.keep = (value) => { held = value; };
exports.kept = () => held;
exports.symbol = () => own;
/** Gives functions objects that have symbols as keys, and tells what these make of them. */
exports.format = (...steps) => {
  let info = { level: 'info', [Symbol.for('level')]: 'info', [own]: 7 };
  for (const step of steps) info = step(info);
  return Reflect.ownKeys(info).map((key) => `${String(key)}=${info[key]}`);
};
