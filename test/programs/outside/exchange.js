// A package that uses a pure one.
const rates = require('rates');
exports.open = () => { rates.learn('EUR', 1.1); return typeof Date.now(); };
exports.learn = (name, rate) => rates.convert('EUR', rate);
