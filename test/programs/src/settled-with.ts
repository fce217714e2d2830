// A promise that settles with what crosses in the same call.
import { deferred, log, Pool } from 'deferred';

(async () => {
  const { promise, done } = deferred();
  log('before');
  log('again');
  done(() => { console.log('called', typeof Date.now()); });
  log('after');
  const callback = await promise;
  callback();

  const later = deferred();
  const order: string[] = [];
  void later.promise.then((value: { own: string }) => { order.push(value.own); });
  log('before');
  void Promise.resolve().then(() => { order.push('queued first'); });
  later.done({ own: 'settled' });
  void Promise.resolve().then(() => { order.push('queued last'); });
  await null;
  await null;
  console.log(order);

  const pool = new Pool();
  const { first, facts } = pool;
  log('before');
  const opened = pool.open('a');
  const looked = pool.look();
  console.log(await first === opened, opened.ask('?'), (await first).name);
  console.log(await facts === looked, looked);
})();
