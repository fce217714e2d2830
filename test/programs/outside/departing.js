// Leaves something to do when the process ends, which nothing does any more.
process.on('exit', () => { process.nextTick(() => {}); });
exports.failLater = () => { setTimeout(async () => { await null; undefined.missing(); }, 1); };
