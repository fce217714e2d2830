// Does to an object, a function or a class whatever can be done.
exports.read = (object) => [object.name, 'name' in object, 'none' in object, Object.keys(object), JSON.stringify(object), object instanceof Map, Array.isArray(object)];
exports.write = (object) => { object.written = { by: 'package' }; delete object.name; Object.defineProperty(object, 'hidden', { value: 1 }); Object.defineProperty(object, 'twice', { get() { return this.written; }, enumerable: true }); return Object.keys(object); };
exports.call = (fn, ...args) => fn.call({ self: 1 }, ...args);
exports.make = (Class, ...args) => { const made = new Class(...args); return [made instanceof Class, made.constructor === Class, made]; };
exports.each = (list) => { let sum = 0; for (const item of list) sum += item; list.push(sum); return [sum, list.length]; };
exports.tool = (text) => text.toUpperCase();
exports.tool.sync = (text) => `${text}!`;
exports.tool.version = '1.2';
exports.later = async (object) => { await null; return object.name; };
exports.symbols = (object) => Reflect.ownKeys(object).map(String);
