// Counts the promises that the process makes: what the recorder queues are some of them.
const { promiseHooks } = require('node:v8');

let made = 0;
promiseHooks.onInit(() => { made++; });
exports.made = () => made;
exports.later = (callback) => { setImmediate(callback); };
