// Promises that are resolved from elsewhere, with what comes and goes at the same time.
exports.deferred = () => { let done; const promise = new Promise((resolve) => { done = resolve; }); return { promise, done(value) { done(value); } }; };
exports.log = () => {};
class Connection {
  constructor(name) { this.name = name; }
  ask(question) { return `${this.name}: ${question}`; }
}
exports.Pool = class {
  constructor() { this.first = new Promise((resolve) => { this.resolve = resolve; }); this.facts = new Promise((resolve) => { this.tell = resolve; }); }
  open(name) { const made = new Connection(name); this.resolve(made); return made; }
  look() { const facts = { opened: [1, 2], at: new Date(0) }; this.tell(facts); return facts; }
};
