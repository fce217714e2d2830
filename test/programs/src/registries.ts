// Data that a package was given or gave, and that gets functions later: registries, lists of listeners, options.
import { Client, data, fire, fireLater, holds, keep, last, later, moment, nothing, sparse } from 'registrar';

async function main(): Promise<void> {
  // Given away empty, filled later: called, and the same object there.
  const handlers: any = {}, list: any[] = [], table = new Map<string, unknown>(), routes: any[] = [], options: any = { port: 1 };
  keep(handlers, list, table, { routes }, options);
  handlers.onData = (value: unknown) => { console.log('onData', value); return 1; };
  list.push((value: unknown) => { console.log('listed', value); return 2; });
  table.set('b', (value: unknown) => { console.log('mapped', value); return 3; });
  routes.push({ path: '/', handler: (value: unknown) => { console.log('routed', value, handlers.onData.name, list.length); return 4; } });
  options.onError = (value: unknown) => { console.log('onError', value); return 5; };
  const { onData } = handlers;
  console.log(fire('now'), handlers.onData === onData, holds(handlers), holds(list), holds(table), holds(options));
  list.push((value: unknown) => { console.log('listed again', value); return 6; });
  handlers.self = handlers;
  fireLater('later', 5);
  await new Promise((resolve) => { setTimeout(resolve, 30); });
  console.log(handlers.onData === onData, typeof list[1], Object.keys(handlers), holds(handlers), keep(handlers));

  // Data of the package that the program just got, also by a promise.
  const got: any = data();
  got.hook = (value: unknown) => { console.log('hook', value); return 7; };
  nothing();
  const hooks: any = await later();
  hooks.hook = (value: unknown) => { console.log('promised', value); return 8; };
  nothing();
  keep(got, hooks);
  console.log(fire('again').join());
  const same = (name: string): void => { console.log(name, last() === hooks, hooks.hook.name, got.hook.name, data() === got); };
  same('now');
  setImmediate(() => { same('callback'); });
  await new Promise((resolve) => { setImmediate(resolve); });
  same('awaited');

  // Lists with holes, with properties, and that hold themselves.
  const row: any = sparse();
  row.push(row);
  row.label = () => 'label';
  keep(row);
  console.log(last() === row, 1 in row, row.length, row[3] === row, row.label(), Object.keys(row).join());

  // What a method was given, another one of the same object changes.
  const client = new Client(), settings: any = { draft: true };
  console.log(client.configure(settings), JSON.stringify(settings));
  console.log(client.connect(), JSON.stringify(settings));
  settings.host = 'example.org';
  console.log(client.connect(), JSON.stringify(settings));
  const extra: any = client;
  Object.defineProperty(extra, 'hidden', { value: 1, enumerable: false, writable: true, configurable: true });
  extra.hidden = 2;
  console.log(Object.keys(client).join(), extra.hidden, Object.prototype.toString.call(moment()), moment().getTime());
}
void main();
