// A package as they are: classes of errors, functions that write into what they get, middleware.
'use strict';
class HttpError extends Error {
  constructor(message, status) {
    super(message);
    this.name = 'HttpError';
    this.status = status;
  }
  get summary() { return `${this.status} ${this.message}`; }
  describe() { return `${this.name} ${this.status}`; }
  static from(status) { return new this('made', status); }
}
exports.HttpError = HttpError;
exports.fail = () => { throw new HttpError('nobody catches', 500); };
exports.compose = (middleware) => (context) => {
  const dispatch = (i) => {
    const fn = middleware[i];
    if (fn === undefined) return Promise.resolve();
    try {
      return Promise.resolve(fn(context, dispatch.bind(null, i + 1)));
    } catch (error) {
      return Promise.reject(error);
    }
  };
  return dispatch(0);
};
exports.stop = (message, status) => { throw new HttpError(message, status); };
exports.mark = (object) => { object.level = 'marked'; };
exports.markFor = (object, heard) => {
  object.level = 'first';
  heard();
  object.level = 'second';
};
exports.fill = (object, path, value) => {
  const keys = path.split('.');
  const last = keys.pop();
  for (const key of keys) object = object instanceof Map ? object.get(key) : object[key];
  if (object instanceof Map) object.set(last, value);
  else if (object instanceof Set) object.add(value);
  else object[last] = value;
};
exports.look = (object) => Object.keys(object).filter((key) => Object.getOwnPropertyDescriptor(object, key).enumerable).map((key) => object[key]).join();
exports.respond = (error) => `${error.status} ${error.message}`;
class Named extends Error { get name() { return this.constructor.name; } }
exports.Named = Named;
exports.isOf = (value, ...classes) => classes.map((one) => value instanceof one).join();
exports.answers = (promise, answer) => { promise.then((value) => answer(null, value), (error) => { answer(error); }); };
exports.tells = (error, details) => [error instanceof HttpError, error.status, error.message, JSON.stringify(error.details), error.details === details, error.fields?.get('a'), error.order?.total(), error.retry?.(), error.self === error, error.inner?.message, error.inner?.order.size, Object.keys(error).join()].join(' ');
exports.compute = (fn) => fn();
exports.back = (error) => error.order;
exports.numbered = function (named) {
  this.count = (this.count ?? 0) + 1;
  Object.defineProperty(this, 'named', { value: named, enumerable: true, configurable: true, writable: true });
  if (named === '') throw new RangeError('no name');
  this.self = this;
};
