// A rejection that is handled late, in a turn in which another one is not handled at all: Node queues its warning of the first
// when the turn's microtasks are through, and tells the second before that runs.
process.on('unhandledRejection', (error: Error) => {
  console.log('unhandled', error.message);
  process.nextTick(() => console.log('tick of', error.message));
});
const rejected = Promise.reject(new Error('a'));
setTimeout(() => {
  rejected.catch(() => console.log('handled late'));
  void Promise.reject(new Error('b'));
}, 5);
setTimeout(() => console.log('end'), 20);
export {};
