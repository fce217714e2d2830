// A package that tells functions apart: a class from a function that gives one, above all.
exports.classOf = (given) => (given.prototype ? given : given()).name;
exports.kindOf = (fn) => {
  let made;
  try { made = typeof new fn(1); } catch (error) { made = error.name; }
  return [fn.name, fn.length, 'prototype' in fn, Object.prototype.hasOwnProperty.call(fn, 'prototype'), made, fn.constructor.name];
};
exports.callOn = (object, fn, ...args) => fn.apply(object, args);
