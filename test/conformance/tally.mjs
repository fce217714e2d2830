// Counts runs, and tells differences that are known and explained from those that are not.
import { EXCEPTIONS } from './exceptions.mjs';

const PRINTERS = { text: 'text printer, against the untouched test', tree: 'tree printer, against the compiler\'s own output' };

export class Tally {
  /** Every run that ended in another way than it does without the transformer. */
  differences = [];
  #counts = { text: counters(), tree: counters() };

  add(name, runs) {
    for (const run of runs ?? [{ mode: 'any', printer: 'text', expected: 'pass', actual: 'brought its process down' }]) {
      const count = this.#counts[run.printer];
      if (run.unread) {
        count.unread++;
        continue;
      }
      count.runs++;
      if (run.expected === 'pass') count.passing++;
      if ((run.expected === 'pass') === (run.actual === 'pass')) {
        count.same++;
        continue;
      }
      const reason = EXCEPTIONS.find(({ applies }) => applies(name, run))?.reason;
      count[reason === undefined ? 'unexplained' : 'explained']++;
      this.differences.push({ name, ...run, reason });
    }
  }

  get unexplained() {
    return this.#counts.text.unexplained + this.#counts.tree.unexplained;
  }

  print(tests) {
    console.log(`${tests} tests`);
    for (const [printer, count] of Object.entries(this.#counts)) {
      console.log(`${PRINTERS[printer]}: ${count.runs} runs, ${count.same} as without (${count.passing} pass there), ${count.explained} known exceptions, ${count.unexplained} others${count.unread > 0 ? `; ${count.unread} that the compiler does not read` : ''}`);
    }
    const reasons = new Map();
    for (const { reason, printer } of this.differences) {
      const counts = reasons.get(reason) ?? { text: 0, tree: 0 };
      reasons.set(reason, counts);
      counts[printer]++;
    }
    for (const [reason, { text, tree }] of reasons) if (reason !== undefined) console.log(`  ${text} + ${tree}  ${reason}`);
    for (const { name, mode, printer, expected, actual, reason } of this.differences) {
      if (reason === undefined) console.log(`${name} (${mode}, ${printer})\n  without: ${expected}\n  with:    ${actual}`);
    }
  }
}

function counters() {
  return { runs: 0, passing: 0, same: 0, explained: 0, unexplained: 0, unread: 0 };
}
