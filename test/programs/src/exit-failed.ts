// A package that failed in its own time queues a tick while the process ends.
import { failLater } from 'departing';

process.on('exit', (code) => { console.log('exit', code); });
failLater();
console.log('started', Date.now() > 0);
