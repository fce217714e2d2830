// Data that both sides have, and that each goes on changing: whatever the program put there stays the same object.
import { Exchange, look } from 'exchanger';

interface Options { name: string; onData?: (n: number) => unknown; named?: unknown; [key: string]: unknown }
const turn = (): Promise<void> => new Promise((done) => { setImmediate(done); });

async function main(): Promise<void> {
  const exchange = new Exchange();
  // What it has no number for: keys, items, and what the outside moves.
  const key = { key: true }, item = { item: true }, last = { id: 3 };
  exchange.cache.set(key, 2);
  exchange.tags.add(item);
  exchange.queue.push(last);
  console.log([...exchange.cache.keys()][1] === key, [...exchange.tags][1] === item, exchange.shift()[1] === last);
  // An emitter's own list of listeners is data, as long as it is empty.
  const { hub } = exchange;
  const events = (): string => Object.keys((hub as unknown as { _events: object })._events).join();
  console.log(events());
  for (let i = 0; i < 3; i++) {
    hub.on('said', function (this: unknown, what: string) { console.log('heard', i, what, this === hub); });
    console.log(events(), hub.listenerCount('said'));
  }
  hub.emit('said', 'hello');
  // What the program puts into its own data when it is data no more, the outside moves about.
  const options: Options = { name: 'options' }, inner: Options = { name: 'inner' };
  exchange.take(options).take(inner);
  inner['up'] = options;
  options.onData = (n) => `options ${n}`;
  look(inner);
  exchange.name(options);
  console.log(inner.named === options, look(inner));
  // Functions that an object which was not empty gets when the outside has run since.
  const handlers: Options = { name: 'handlers' };
  exchange.take(handlers);
  look([]);
  await turn();
  handlers.onData = (n) => `handlers ${n}`;
  console.log(exchange.run(), handlers.onData(2));
  await turn();
  handlers['onEnd'] = (n: number) => `ended ${n}`;
  console.log(await new Promise((done) => { exchange.runLater(done); }));
  // The other way round: data of the outside that the program got long ago.
  const { record } = exchange;
  look([]);
  record['hook'] = () => 'hook';
  look([]);
  exchange.take(record);
  console.log(exchange.run());
  delete record['hook'];
  record['a'] = () => 'not data';
  await turn();
  exchange.take(key).replace();
  console.log(record.a === key, record.b);
  // What the outside writes in its own time, for a package's object that the program made.
  const stats: Record<string, unknown> = { count: 0 };
  exchange.take(stats).later('seen');
  await turn();
  await turn();
  console.log(stats);
  // What a callback gave, it keeps.
  const answer: Record<string, unknown> = { answer: 42 };
  exchange.ask(() => answer);
  exchange.fill();
  console.log(answer);
  // What comes by a promise is as it is when the program goes on.
  const own = { own: true };
  const given = exchange.give();
  void Promise.resolve().then(() => { (record as { c?: unknown }).c = own; });
  console.log(((await given) as { c?: unknown }).c === own);
  // Properties that are not enumerable.
  const hidden: Record<string, unknown> = { value: 1 };
  exchange.take(hidden);
  Object.defineProperty(hidden, 'own', { value: own, enumerable: false, configurable: true, writable: true });
  exchange.put('more', 1);
  console.log(hidden['own'] === own, hidden);
  // What the outside puts into its own data: a function of the program's, and one of its own.
  const settings = exchange.settings as Record<string, () => string>;
  const hook = (): string => 'hooked';
  exchange.hook(hook);
  exchange.hooks();
  console.log(settings['hook'] === hook, settings['hook']!());
  console.log(exchange.helps() === settings, settings['help']!(), exchange.uses({ settings }), settings['help']!());
  // An object that the outside has got as data, and which is more by now: what it holds has no number yet.
  const old: Record<string, unknown> = { n: 1 };
  look(old);
  for (let i = 0; i < 6; i++) look({ i });
  old['inner'] = { fn: () => 'inner', another: () => 'another' };
  (settings as Record<string, unknown>)['old'] = old;
  look([]);
  console.log(look({ fn: () => 1 }), Object.keys(settings).join());
  // An error of a class that only the program can know, in place of what an object held that the outside has.
  class Refused extends Error { override name = 'Refused'; }
  const state: { error: unknown } = { error: undefined };
  exchange.take(state);
  state.error = new Refused('by the program');
  exchange.run();
  console.log(state.error instanceof Refused, String(state.error));
  // Many lists, each with a function of the program; ticks of the program that come when the turn has ended.
  const { lists } = exchange;
  const functions = lists.map((list, i) => { const fn = (): number => i; list.push(fn); return fn; });
  console.log(exchange.runLists());
  process.nextTick(() => { process.nextTick(() => { console.log(lists.every((list, i) => list[0] === functions[i])); }); });
  await turn();
  console.log(exchange.runLists());
}
void main();
