// A listener of the exit event throws out of process.exit. The program catches it, goes on, and comes to an end of its own.
process.once('exit', (code) => {
  console.log('exit', code);
  throw new Error('in exit');
});
try {
  process.exit(3);
} catch (error) {
  console.log('caught', (error as Error).message, Date.now() > 0);
}
console.log('on', Math.random() < 1, process.exitCode);
