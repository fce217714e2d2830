// Formats what it is given, and what it has made of that.
const { format, inspect } = require('node:util');
exports.inspect = (value) => inspect(value, { depth: 4 });
exports.print = (value) => { console.log('printed', value); };
exports.format = (...values) => format('%o|%O|%s|%j', ...values);
exports.wrap = (value) => ({ value, list: [value] });
exports.tag = (value) => Object.prototype.toString.call(value);
exports.later = (value, callback) => { setImmediate(() => { callback(inspect(value)); }); };
exports.kind = (fn) => [async () => {}, function* () {}, async function* () {}, () => {}].findIndex((one) => Object.getPrototypeOf(one) === Object.getPrototypeOf(fn));
