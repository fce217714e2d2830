// A package that computes: classes of many makes.
exports.Amount = class Amount {
  currency = 'EUR';
  parts = [1, 2];
  constructor(cents) { this.cents = cents; }
  static of(cents) { return new this(cents); }
  get whole() { return Math.floor(this.cents / 100); }
  plus(other) { return new exports.Amount(this.cents + other.cents); }
};

/** As it was written before there were classes; each instance holds its class. */
function Big(digits) { this.digits = digits; this.constructor = Big; }
Big.prototype.text = function () { return `<${this.digits.join('')}>`; };
exports.Big = Big;

exports.Purse = class Purse {
  #coins;
  constructor(coins) { this.#coins = coins; }
  get coins() { return this.#coins; }
  put(coin) { this.#coins.push(coin); return this; }
  each(visit) { this.#coins.forEach((coin) => visit(coin, this)); }
};

exports.MoneyError = class MoneyError extends Error {
  name = 'MoneyError';
  constructor(message, amount) { super(message); this.amount = amount; }
  describe() { return `${this.message}: ${this.amount.cents}`; }
};

/** Its instances have functions of their own. */
class IssueError extends exports.MoneyError {
  issues = [];
  addIssue = (issue) => { this.issues = [...this.issues, issue]; };
  count() { return this.issues.length; }
}
exports.rare = { IssueError };
