// Classes of a package that runs live, in the hands of one that does not.
import * as money from 'money';
import { Amount, Big, MoneyError } from 'money';
import * as bank from 'bank';

const caught = (run: () => unknown): any => { try { return run(); } catch (error) { return error; } };
const shown = (value: any): string => [value instanceof Amount, value instanceof Big, value instanceof money.Purse, value instanceof MoneyError].join();

const own = new Amount(250);
console.log(bank.test(own), bank.test(new Big([1])), bank.test(new money.Purse([5])), bank.test(new MoneyError('mine', own)));
const given = bank.deposit(own);
console.log(shown(given), given.cents, given.whole, given.plus(own).cents, given.constructor === Amount, given);
bank.raise(100);
console.log(bank.shared() === given, given.cents, bank.Amount === Amount, bank.Amount.of(3).cents);
console.log(bank.account.balance instanceof Amount, bank.account.history.get('first') instanceof Amount, bank.account.history.get('first').cents);

const amounts = [{ amount: own }, { amount: Amount.of(1) }];
console.log(bank.mark(amounts) === own, own, amounts[1]!.amount.currency, amounts[1]!.amount.parts);

const big = bank.big();
console.log(shown(big), big.text(), big.constructor === Big, Object.keys(big));

const purse = bank.purse();
console.log(shown(purse), purse.put(2) === purse, purse.coins, bank.total(purse), bank.total(new money.Purse([10, 20])));

const failure = caught(() => bank.fail());
console.log(shown(failure), failure.describe(), failure.amount instanceof Amount, failure.constructor === MoneyError, String(failure));
const issues = caught(() => bank.fail(['a', 'b']));
console.log(shown(issues), issues instanceof money.rare.IssueError, issues.count(), issues.issues, issues.describe());
bank.failLater().catch((error: any) => { console.log(error instanceof MoneyError, error.describe()); });

class Gift extends Amount {
  from = (): string => 'me';
  label(): string { return `from ${this.from()}`; }
}
const gift = new Gift(990);
console.log(bank.test(gift), bank.texts([gift, own]), bank.deposit(gift).cents);
const made = bank.make(Amount, 12);
console.log(shown(made), made.cents, bank.make(Gift, 13) instanceof Gift, shown(bank.make(Gift, 13)));
