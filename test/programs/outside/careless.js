// Throws in its own time, and may listen for errors that nobody handles.
class PackageError extends Error { get name() { return 'PackageError'; } }
exports.later = (error) => { setImmediate(() => { throw error ?? new PackageError('of a turn'); }); };
exports.tick = () => { process.nextTick(() => { throw new RangeError('of a tick'); }); };
exports.listen = () => { for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, (error) => { exports.last = `${error.name}: ${error.message}`; }); };
exports.heard = () => exports.last;
class Failure extends Error {}
exports.Failure = Failure;
exports.fail = (what) => { setTimeout(() => { if (what instanceof Error) throw what; }, 1); };
exports.told = [];
exports.hears = (event, Own) => { process.on(event, (error) => { exports.told.push('package', error instanceof Failure, error instanceof Own, error.message, error.code, String(error)); }); };
exports.runs = (fn) => {
  process.nextTick(() => fn(3));
  process.stdout.write('package prints\n');
  void fn(1).then(() => fn(2));
  return 'ran';
};
