// Queues ticks and a microtask when it is loaded, as packages do that warn or look around later.
const order = [];
process.nextTick(() => { order.push('tick'); process.nextTick(() => { order.push('tick of a tick'); }); });
Promise.resolve().then(() => { order.push('microtask'); });
exports.order = () => order.join(', ');
