// Somebody hears what a listener of the exit event throws, at the end that the process comes to by itself: it is its last word.
process.on('uncaughtException', (error) => {
  console.log('heard', error.message, process.exitCode);
  process.exitCode = 8;
});
process.on('exit', (code) => {
  console.log('exit', code, Date.now() > 0);
  throw new Error('in exit');
});
setTimeout(() => console.log('on'), 2);
