// Holds one value, and has a symbol of its own.
let held;
const own = Symbol('own');
exports.keep = (value) => { held = value; };
exports.kept = () => held;
exports.symbol = () => own;
