// A program that listens in on its own output, and asks what its streams are.
import { Duplex, PassThrough, Readable, Transform, Writable } from 'node:stream';

const { stdout } = process;
const write = stdout.write;
const kept: string[] = [];
stdout.write = ((text: string) => { kept.push(text); return true; }) as typeof write;
console.log('kept %d', 1);
console.table([{ a: 1 }]);
stdout.write('kept 2\n');
stdout.write = write;
console.log(kept);

stdout.write = ((text: string) => write.call(stdout, `> ${text}`)) as typeof write;
console.log('passed on');
console.log('again');
stdout.write = write;
console.log('back');

const terminal = stdout.isTTY;
stdout.isTTY = true;
console.log('coloured', 1, [true]);
Object.defineProperty(stdout, 'isTTY', { value: false, configurable: true, writable: true });
console.log('plain', 1, [true]);
stdout.isTTY = terminal;

class Upper extends Transform {}
class Sink extends Writable {}
const upper = new Upper();
console.log(upper instanceof Writable, upper instanceof Duplex, upper instanceof Readable, upper instanceof Upper, upper instanceof Sink);
console.log(new PassThrough() instanceof Writable, new Sink() instanceof Writable, stdout instanceof Writable, ({}) instanceof Writable);
// Headers show in the order in which they were set, and by the names that they were given.
const { headers } = new Response('', { headers: [['X-Zed', '1'], ['b', '2'], ['Set-Cookie', 'a=1'], ['set-cookie', 'b=2'], ["o'x", '3'], ['a', '']] });
console.log(headers, [...headers.keys()].join());
