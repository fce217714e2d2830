'use strict';
/** Gives a promise of its own, after another one. */
exports.after = (promise) => promise.then((value) => new Promise((resolve) => setTimeout(resolve, 1, `after ${value}`)));
