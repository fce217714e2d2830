// The package that was there when main.ts was recorded. Its replay has none.
'use strict';
class Clock { now() { return 5; } }
class Scale {
  constructor(grams) { this.grams = grams; }
  get ounces() { return this.grams / 28; }
  set ounces(value) { this.grams = value * 28; }
}
class Job extends Promise { tap(look) { return this.then((value) => { look(value); return value; }); } }
exports.Clock = Clock;
exports.Scale = Scale;
exports.frozen = () => Object.freeze({ n: 1, melt() { return this.n; } });
exports.work = (value) => new Job((resolve) => setTimeout(resolve, 1, value));
/** Makes a class with what its constructor takes, by what the compiler noted of that. */
exports.make = (Class) => new Class(...Reflect.getMetadata('design:paramtypes', Class).map((type) => type === Clock ? new Clock() : exports.make(type)));
/** Calls back after so many microtasks. */
exports.after = (hops, callback) => {
  const hop = (left) => left === 0 ? callback(hops) : void Promise.resolve().then(() => hop(left - 1));
  hop(hops);
};
/** Takes a callback, and gives a promise as well, which it handles itself. */
exports.ask = (callback) => {
  const answer = (async () => { throw new Error('no answer'); })();
  answer.then(undefined, callback);
  return answer;
};
