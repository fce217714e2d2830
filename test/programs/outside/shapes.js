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
