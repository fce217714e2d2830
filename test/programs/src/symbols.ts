// Symbols of the program on and in the outside: keys of handles, names of events, values that are kept.
import { EventEmitter } from 'node:events';
import { request } from 'node:http';
import * as holder from 'holder';

const mark = Symbol('mark');
const same = Symbol('mark');
const nameless = Symbol();
const client = request({ host: '127.0.0.1', port: 1 }) as unknown as Record<symbol, unknown>;
(client as unknown as EventEmitter).on('error', (error: NodeJS.ErrnoException) => { console.log(error.code, client[mark]); });
console.log(mark in client, client[mark]);
client[mark] = { seen: 1 };
client[nameless] = 2;
console.log(mark in client, same in client, nameless in client, client[mark], client[same], client[nameless]);
delete client[mark];
console.log(mark in client, client[mark]);
client[mark] = 3;

holder.keep(mark);
console.log(holder.kept() === mark, holder.kept() === same, String(holder.kept()));
holder.keep({ key: same, [nameless]: mark });
const kept = holder.kept() as { key: symbol; [nameless]: symbol };
console.log(kept.key === same, kept[nameless] === mark);

const own = holder.symbol();
holder.keep(own);
console.log(holder.kept() === own, own.description, holder.symbol() === own);

console.log(holder.format((info: object) => ({ ...info, more: 1 }), (info: object) => Object.assign({}, info, { [mark]: 2 })));
console.log(holder.format((info: object) => {
  console.log(Object.getOwnPropertySymbols(info).map(String), Object.keys(info), Object.getOwnPropertySymbols(info).includes(own));
  (info as Record<symbol, unknown>)[mark] = 3;
  console.log(Reflect.ownKeys(info).map(String), Object.getOwnPropertySymbols(client).includes(nameless));
  return info;
}));
