// Throws in its own time, and may listen for errors that nobody handles.
class PackageError extends Error { get name() { return 'PackageError'; } }
exports.later = (error) => { setImmediate(() => { throw error ?? new PackageError('of a turn'); }); };
exports.tick = () => { process.nextTick(() => { throw new RangeError('of a tick'); }); };
exports.listen = () => { for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, (error) => { exports.last = `${error.name}: ${error.message}`; }); };
exports.heard = () => exports.last;
