// Somebody hears what listeners of the exit event throw. Out of process.exit the program goes on, to an end of its own.
process.on('uncaughtException', (error) => {
  console.log('heard', error.message, process.exitCode);
  process.exitCode = 8;
});
let times = 0;
process.on('exit', (code) => {
  console.log('exit', code);
  throw new Error(`in exit ${++times}`);
});
setTimeout(() => {
  try {
    process.exit(3);
  } catch (error) {
    console.log('caught', (error as Error).message, Date.now() > 0);
    setTimeout(() => console.log('later', Math.random() < 1), 2);
  }
}, 2);
