// Decorators of the standard, of every kind.
exports.named = (name) => (target, { addInitializer }) => {
  addInitializer(function () { this.registered = name; });
  return class extends target { by = name; };
};
exports.wrapped = (wrap) => (method) => function (...args) { return wrap(method.apply(this, args)); };
exports.doubled = () => (value) => value * 2;
exports.counted = ({ get, set }) => ({ get() { return get.call(this) + 1; }, set(value) { set.call(this, value * 10); } });
