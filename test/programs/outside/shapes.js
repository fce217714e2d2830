// Classes that ask more of those that extend them, and a class that extends one of the program's.
class Shape {
  constructor(name) {
    this.name = name;
    this.made = `${new.target.name} ${new.target.unit}`;
  }
  describe() { return `${this.name} of ${this.area()}`; }
}
exports.Shape = Shape;
exports.timestamped = (Base) => class Timestamped extends Base { stamp() { return `stamped ${this.describe()}`; } };
exports.Even = class Even { static [Symbol.hasInstance](value) { return value % 2 === 0; } };
exports.make = (Class, ...args) => new Class(...args);
exports.read = (object, key) => object[key];
// A registry of classes, as that of custom elements: what is constructed is looked up by `new.target`.
const tags = new Map();
exports.define = (tag, Class) => { tags.set(Class, tag); };
exports.Element = class Element {
  constructor() {
    if (!tags.has(new.target)) throw new TypeError('Illegal constructor');
    this.tag = tags.get(new.target);
    this.target = new.target;
    if (Object.getPrototypeOf(this) !== new.target.prototype) throw new TypeError('of another prototype');
  }
};
/** As frameworks of commands list what a class has of its own. */
exports.described = (Class) => Object.entries(Object.getOwnPropertyDescriptors(Class)).filter(([name]) => name !== 'length').map(([name, { writable }]) => `${name} ${writable}`).join();
/** What a class, and what it extends, has of its own: of a class that a function of the program gives. */
exports.lineage = (give) => (function up(at) {
  const above = Object.getPrototypeOf(at);
  const own = Object.keys(at).join();
  return own === '' || above === null ? own : `${own} > ${up(above)}`;
})(give());
exports.members = (object) => Reflect.ownKeys(Object.getPrototypeOf(object)).join();
