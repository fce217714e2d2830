// A package queues a tick while the process ends.
import 'departing';

process.on('exit', (code) => { console.log('exit', code); });
setTimeout(() => { console.log('over', Date.now() > 0); process.exitCode = 3; }, 1);
