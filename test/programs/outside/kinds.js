// A package that tells functions apart: a class from a function that gives one, above all.
exports.classOf = (given) => (given.prototype ? given : given()).name;
exports.kindOf = (fn) => {
  let made;
  try { made = typeof new fn(1); } catch (error) { made = error.name; }
  return [fn.name, fn.length, 'prototype' in fn, Object.prototype.hasOwnProperty.call(fn, 'prototype'), made, fn.constructor.name];
};
exports.callOn = (object, fn, ...args) => fn.apply(object, args);
// What a server tells a stream by.
exports.given = (made) => [made.constructor.name, made.constructor[Symbol.toStringTag], String(made), typeof made.next, 'hasOwnProperty' in made, made.hasOwnProperty('next'), typeof made.valueOf().next, made.next().constructor.name];
exports.stepped = (iterator) => {
  const { next } = iterator;
  const first = next.call(iterator);
  return [typeof first.value, first.done, next === iterator.next, [...iterator].map((item) => (typeof item === 'function' ? item() : item)), iterator.next().done, [...[7].values()]];
};
