// Accessors of the outside run for what inherits them, and writes that it refuses fail.
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Readable, Writable } from 'node:stream';
import { inherits } from 'node:util';
import { frozen, Scale } from 'classes';

function attempt(name: string, act: () => unknown): void {
  try {
    console.log(name, act());
  } catch (error) {
    console.log(name, 'throws', (error as Error).name);
  }
}

class Kitchen extends Scale {
  constructor(grams: number) { super(grams); }
  override get ounces(): number { return super.ounces * 10; }
  override set ounces(value: number) { super.ounces = value / 10; }
  set label(value: string) { (super.constructor as unknown as { last: string }).last = value; (this as { text?: string }).text = value; }
  override get maximum(): number { return super.maximum; }
  override set maximum(value: number) { super.maximum = value; }
  static override get made(): string { return `${super.made}!`; }
  add(more: number): number { super.ounces += more; return super.ounces++; }
}
const kitchen = new Kitchen(100);
kitchen.ounces = 50;
kitchen.label = 'flour';
console.log(kitchen.grams, kitchen.ounces, kitchen.add(1), kitchen.grams, Object.keys(kitchen), Kitchen.made, Scale.made, Scale.last);
attempt('read-only', () => { kitchen.maximum = 3; return kitchen.maximum; });

console.log(Reflect.get(Scale.prototype, 'ounces', kitchen), Reflect.set(Scale.prototype, 'ounces', 4, kitchen), kitchen.grams, Reflect.set(Scale.prototype, 'maximum', 4, kitchen));
const bare = Object.create(Scale.prototype) as Scale & { note?: string };
bare.ounces = 2;
bare.note = 'plain';
console.log(bare.grams, bare.ounces, Object.keys(bare));
const seen: PropertyKey[] = [];
const watched = new Proxy(kitchen, { get: (target, key, receiver) => { seen.push(key); return Reflect.get(target, key, receiver) as unknown; }, set: (target, key, value, receiver) => { seen.push(key); return Reflect.set(target, key, value, receiver); } });
watched.ounces = 30;
console.log(watched.ounces, watched.grams, seen);

class Message extends IncomingMessage {
  override get headers() { return { ...super.headers, more: '1' }; }
  override set headers(value) { super.headers = value; }
}
const message = new Message(new Socket());
message.headers = { given: 'yes' };
console.log(message.headers);
class Words extends Readable {
  override get readableLength(): number { return super.readableLength + 100; }
  override _read(): void { /* pushed */ }
}
const words = new Words();
words.push('abc');
console.log(words.readableLength);
class Reply extends Response { override get status(): number { return super.status + 1; } }
console.log(new Reply('', { status: 201 }).status, new (class extends Request { override get url(): string { return `${super.url}#`; } })('http://localhost/').url);
function Old(this: Writable): void { (Writable as unknown as () => void).call(this); }
inherits(Old, Writable);
const old = new (Old as unknown as typeof Writable)();
console.log(old.writableLength, old.writable, old.writableHighWaterMark === new Writable().writableHighWaterMark);
console.log(Object.getOwnPropertyDescriptor(Readable.prototype, 'readableFlowing')!.get!.call(words));

const ice = frozen() as { n?: number; more?: number; melt(): number };
attempt('write', () => { ice.n = 2; return ice.n; });
attempt('add', () => { ice.more = 2; return ice.more; });
attempt('delete', () => delete ice.n);
attempt('define', () => Object.defineProperty(ice, 'more', { value: 1 }).more);
attempt('define an accessor', () => Object.defineProperty(ice, 'more', { get: () => 1 }).more);
console.log(Reflect.set(ice, 'n', 1), Reflect.deleteProperty(ice, 'n'), ice.melt());
attempt('a constant of the host', () => { (process as { version: string }).version = 'mine'; return process.version === 'mine'; });
