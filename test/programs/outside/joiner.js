// A package that adds listeners to the program's emitters in its own time.
exports.joinLater = (emitter, ...listeners) => { setImmediate(() => { for (const listener of listeners) emitter.on('said', listener); }); };
exports.joinSoon = async (emitter, listener) => { await null; emitter.once('said', listener); };
exports.answerLater = (emitter) => { setTimeout(() => { emitter.on('asked', (n, answer) => { answer(n + 1); }); emitter.emit('ready'); }, 1); };
