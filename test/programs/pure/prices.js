// A package that computes with another one.
const { round, Rounder } = require('rounding');
exports.price = (cents) => round(cents * 1.19);
exports.toStep = (cents, step) => new Rounder(step).round(cents);
