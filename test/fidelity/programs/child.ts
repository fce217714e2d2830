// Started by children.ts.
console.log('child', process.argv[2], Math.random());
if (process.send !== undefined) {
  process.send({ random: Math.random() });
  process.on('message', (message) => { console.log('got', message); setImmediate(() => { process.disconnect(); }); });
}
