// What is derived of a promise of a package's class is of that class: its methods are there, and come in the order of a plain run.
import { made, Request, request } from 'derived';

class Own extends Request {
  shout(): string { return 'own'; }
}

(async () => {
  const first = request(1);
  const second = first.then((x: number) => x + 1);
  console.log(second instanceof Request, second.constructor === Request, await second.tap((x: number) => { console.log('tap', x); }));
  console.log(first.catch(() => 0) instanceof Request, first.finally(() => 0) instanceof Request, first.then.name, first.then.length);
  console.log(await first.then((x: number) => request(x * 5)).then((x: number) => x + 1).tap((x: number) => { console.log('tap', x); }));
  try {
    await first.then(() => { throw new RangeError('lost'); }).tap(() => { console.log('never'); });
  } catch (error) {
    console.log(String(error));
  }
  console.log(await Request.reject('plain').catch((e: unknown) => `caught ${String(e)}`).tap(() => undefined), await Request.all([request(1), 2]).tap(() => undefined));
  console.log(await Promise.all([first.then((x: number) => x), request(2).finally(() => undefined)]), await (async () => request(3).then((x: number) => x))());
  const order: string[] = [];
  const push = (text: string) => () => { order.push(text); };
  first.then(push('a')).then(push('b'));
  void (async () => { await first; order.push('c'); await first.then((x: number) => x); order.push('d'); })();
  void Promise.resolve().then(push('1')).then(push('2')).then(push('3')).then(push('4')).then(push('5')).then(push('6'));
  first.finally(push('e')).then(push('f'));
  await new Promise((done) => { setTimeout(done, 5); });
  console.log(order.join(), made.count);
  const own = new Own((resolve: (value: number) => void) => { setTimeout(resolve, 1, 7); });
  console.log(own instanceof Own, own instanceof Request, own.shout());
  process.on('unhandledRejection', (error) => { console.log('unhandled', String(error)); });
  request(1).then(() => { throw new Error('nobody'); });
})();
