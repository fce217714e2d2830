// Hands bytes on to the host, and writes into them.
const { createHash } = require('node:crypto');
exports.digest = (bytes) => createHash('md5').update(bytes).digest('hex');
exports.fill = (bytes, value) => bytes.fill(value);
exports.firstOf = (options) => { const [first] = options.bytes; options.bytes[0] = 100; return first; };
exports.addTo = (list, name, value) => { list.append(name, value); };
exports.set = (object, key, value) => { object[key] = value; };
