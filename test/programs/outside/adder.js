// A package that adds to prototypes of the language: when it is loaded, and when it is asked to.
let reads = 0;
Object.defineProperty(String.prototype, 'red', { get() { reads++; return `<red>${this}</red>`; }, configurable: true });
Array.prototype.last = function last(fallback) { return this.length > 0 ? this[this.length - 1] : fallback; };
class Expectation {
  constructor(value) { this.value = value; }
  get be() { return this; }
  equal(other) { if (this.value !== other) throw new RangeError(`${this.value} is not ${other}`); return this.value; }
}
exports.should = () => {
  Object.defineProperty(Object.prototype, 'should', {
    get() { return new Expectation(this instanceof String || this instanceof Number ? this.valueOf() : this); },
    set(value) { Object.defineProperty(this, 'should', { value, enumerable: true, configurable: true, writable: true }); },
    configurable: true,
  });
};
exports.use = (list) => [list.last(), 'text'.red, reads, Object.keys({}).length];
exports.again = () => { Array.prototype.last = function newest() { return `new ${this.at(-1)}`; }; };
exports.mapper = (list, fn) => list.map(fn).last();
