// Passes on what it was given, in steps that have been taken before they are asked for.
exports.pass = (list) => ({
  [Symbol.asyncIterator]: () => {
    let at = 0;
    return { next: () => Promise.resolve(at < list.length ? { value: list[at++], done: false } : { value: undefined, done: true }) };
  },
});
