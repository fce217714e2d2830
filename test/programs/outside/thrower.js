exports.fail = (text) => { setTimeout(() => { throw new RangeError(text); }, 5); };
exports.run = (callback) => callback();
exports.later = (callback) => { try { callback(); } catch (error) { setTimeout(() => { throw error; }, 5); } };
exports.wrapping = (callback) => { setTimeout(() => { try { callback(); } catch (error) { throw new RangeError(`wrapped: ${error.message}`); } }, 1); };
exports.inMicrotasks = (callback) => { queueMicrotask(() => { try { callback(); } catch (error) { queueMicrotask(() => { throw error; }); } }); };
// Nobody handles what becomes of this one.
exports.derive = (promise) => { promise.then(() => 'never'); };
