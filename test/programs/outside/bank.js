// Uses the classes of a package that the program uses, too.
const { Amount, Big, Purse, MoneyError, rare } = require('money');
exports.Amount = Amount;
const account = exports.account = { balance: new Amount(500), history: new Map([['first', new Amount(7)]]) };
exports.deposit = (amount) => {
  if (!(amount instanceof Amount)) throw new TypeError('no amount');
  account.balance = account.balance.plus(amount);
  return account.balance;
};
exports.shared = () => account.balance;
exports.raise = (by) => { account.balance.cents += by; };
exports.big = () => new Big([4, 2]);
exports.purse = () => new Purse([1]);
exports.fail = (issues) => {
  const error = issues ? new rare.IssueError('issues', new Amount(1)) : new MoneyError('no cover', new Amount(3));
  for (const issue of issues ?? []) error.addIssue(issue);
  throw error;
};
exports.failLater = async () => { await null; exports.fail(); };
exports.mark = (amounts) => { for (const { amount } of amounts) { amount.currency = 'USD'; amount.parts.push(3); } return amounts[0].amount; };
exports.test = (value) => [Amount, Big, Purse, MoneyError].map((type) => value instanceof type);
exports.total = (purse) => { let sum = 0; purse.each((coin, self) => { sum += coin; if (self !== purse) sum = NaN; }); return sum + purse.coins.length / 10; };
exports.texts = (amounts) => amounts.map((amount) => `${amount.whole} ${amount.label?.() ?? amount.currency}`);
exports.make = (type, cents) => new type(cents);
