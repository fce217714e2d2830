// A package that computes, and keeps what all its copies share on globalThis, as zod does.
const shared = globalThis.__rates ??= { known: new Map(), rounds: (value) => Math.round(value) };
exports.learn = (name, rate) => { shared.known.set(name, rate); };
exports.convert = (name, amount) => globalThis.__rates.rounds(amount * globalThis.__rates.known.get(name));
