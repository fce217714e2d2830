exports.fail = (text) => { setTimeout(() => { throw new RangeError(text); }, 5); };
