// A package whose data the program gets once and keeps, while the package goes on changing it; and that changes what functions
// of the program give.
class Store {
  items = [];
  index = new Map();
  state = { n: 0 };
  bytes = Buffer.alloc(2);
  add(item) {
    this.items.push(item);
    this.index.set(this.items.length, JSON.stringify(item));
    this.bytes[0]++;
    this.state.n++;
    this.heard?.(this.items.length);
  }
  hear(listener) { this.heard = listener; }
  addLater(item) { return new Promise((resolve) => { setTimeout(() => resolve(this.add(item)), 1); }); }
  addAndThrow(item) {
    this.add(item);
    throw new Error('after it was added');
  }
  async load() { return this.loaded = { n: 1 }; }
  touch() { this.loaded.n++; }
  clear() { this.items.length = 0; }
}
exports.Store = Store;
const live = { count: 0 };
exports.live = () => live;
exports.count = () => { live.count++; };
exports.fill = (make) => {
  const made = make();
  if (Array.isArray(made)) made.unshift(0);
  else made.filled = true;
};
exports.fillAsync = async (make) => { (await make()).later = [1]; };
exports.spoil = (run) => {
  try {
    run();
  } catch (error) {
    error.spoilt = (error.spoilt ?? 0) + 1;
    throw error;
  }
};
class Failure extends Error { constructor(message) { super(message); this.code = 'E_FAILED'; } get status() { return 418; } }
exports.Failure = Failure;
exports.fails = () => { throw new Failure('it fails'); };

/** Makes more of an error in its own time, and passes it on. */
class Guard {
  run(task, after) {
    try {
      task();
    } catch (error) {
      this.failure = error;
      setTimeout(() => {
        Object.assign(error, { status: 500, output: { headers: { a: 1 } }, render() { return 'rendered'; } });
        after(this);
        error.passed = true;
        after(error);
      }, 1);
    }
  }
}
exports.Guard = Guard;
/** Completes options, and what they hold, by functions of its own, and calls one. */
exports.complete = (options) => {
  options.limits.check = (n) => n < options.limits.most;
  options.limits = options.limits;
  return options.limits.check(options.count());
};
class Bus { publish(topic) { return `published ${topic}`; } }
/** Asks for a context, adds to it in its own time, and gives it to a handler, twice. */
exports.serve = (contextOf, handler) => {
  setTimeout(() => {
    const context = contextOf();
    queueMicrotask(async () => {
      context.bus = new Bus();
      await handler(context);
      await handler(context);
    });
  }, 1);
};
