// Used by the program, and by a pure package that it uses, too.
exports.round = (number) => Math.round(number);
exports.Rounder = class Rounder { constructor(step) { this.step = step; } round(number) { return Math.round(number / this.step) * this.step; } };
