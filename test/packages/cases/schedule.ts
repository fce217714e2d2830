// A cron scheduler, and a queue of jobs with concurrency, priorities and timeouts.
import { setTimeout as sleep } from 'node:timers/promises';
import cron from 'node-cron';
import PQueue from 'p-queue';

let ticks = 0;
await new Promise<void>((done) => {
  const task = cron.schedule('* * * * * *', (context) => {
    console.log('tick', ++ticks, typeof context);
    if (ticks === 2) { void task.stop(); done(); }
  }, { name: 'every second' });
});
console.log(cron.validate('61 * * * *'), cron.validate('*/5 * * * *'));

const queue = new PQueue({ concurrency: 2, interval: 10, intervalCap: 3 });
queue.on('active', () => { console.log('active', queue.pending <= 2); });
queue.on('idle', () => { console.log('idle'); });
queue.on('error', (error: Error) => { console.log('error', error.message); });
const results = queue.addAll([1, 2, 3, 4, 5].map((n) => async () => { await sleep(Math.random() * 6); console.log('~ job', n); return n * n; }));
void queue.add(async () => { console.log('urgent'); }, { priority: 10 });
void queue.add(() => { throw new Error('failed job'); }).catch((error: Error) => { console.log('caught', error.message); });
console.log(await results);
await queue.onIdle();
const controller = new AbortController();
const never = queue.add(({ signal }) => new Promise((_, reject) => { signal!.addEventListener('abort', () => { reject(signal!.reason as Error); }); }), { signal: controller.signal });
setTimeout(() => { controller.abort(new Error('stopped')); }, 5);
await never.catch((error: Error) => { console.log('aborted', error.message); });
console.log(queue.size, queue.pending);

class Jobs extends PQueue {
  added = 0;
  override async add(task: never): Promise<never> { this.added++; return super.add(task) as Promise<never>; }
}
const jobs = new Jobs({ concurrency: 1 });
console.log(await jobs.add((async () => 'done') as never), jobs.added, jobs instanceof PQueue);
