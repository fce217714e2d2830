// A signal with a handler: the program ends in its own way.
const keep = setInterval(() => undefined, 1_000);
process.on('SIGTERM', (signal) => { console.log('got', signal); clearInterval(keep); process.exitCode = 4; });
process.on('exit', (code) => console.log('exit', code));
console.log('ready');
