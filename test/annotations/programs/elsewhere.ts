// What recorded functions write into objects of classes that stand elsewhere.
import { record } from 'reprise';
import { Account, counter, Decorated, Named, Savings } from './accounts.js';

const account = Account.open('ann');
const savings = new Savings();
const [first, second] = [counter(), counter()];
const named = new Named();
const decorated = new Decorated();

/** @record */
function pay(to: Account, amount: number): boolean { to.put(amount); return Date.now() > 0; }
const raise = record((holder: { readonly savings: Savings }) => { holder.savings.raise(); holder.savings.owner = 'sam'; });
/** @record */
async function later(to: Account): Promise<number> {
  to.put(1);
  await new Promise((done) => { setTimeout(done, 1); });
  to.put(2);
  return 3;
}
const turn = record((one: { count(): number }, other: { turn(): void }, third: Decorated) => { third.see(1); other.turn(); return one.count(); });

console.log(pay(account, 5), account.show());
raise({ savings });
console.log(savings.show());
console.log(await later(savings), savings.show());
console.log(turn(first, named, decorated), turn(first, named, decorated), first.value(), second.value(), named.value, Named.name, decorated.seen);
console.log(account.put(1).show());
