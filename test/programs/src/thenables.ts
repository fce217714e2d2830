// What can be awaited and is no promise, proxies of it too; and the outside is asked for a `then` as often as in a plain run.
import { asked, connect, deferred, fluent, remote } from 'thenables';

interface Remote { user: { name: PromiseLike<string>; rename(name: string): Promise<string> } }

(async () => {
  const api = remote() as Remote;
  const order: string[] = [];
  const name = (async () => { order.push(await api.user.name); })();
  void Promise.resolve().then(() => { order.push('queued'); });
  await name;
  console.log(order, await api.user.rename('x'));
  console.log(await Promise.all([api.user.name, deferred(), 1]), await Promise.race([api.user.name, new Promise((done) => { setTimeout(done, 50, 'late'); })]));
  console.log(await deferred(), deferred()('x'), await fluent().where('a').where('b'), fluent().where('a').shout());
  const connected = (await connect()) as Remote;
  console.log(await connected.user.name);
  const again = await (async () => connected)();
  console.log(again === connected, await connect().then((other: Remote) => other.user.name));
  const promise = connect();
  await promise;
  console.log(await promise.catch(() => undefined) !== undefined, await Promise.all([connect(), promise]).then((all) => all.length));
  console.log(asked.join());
})();
