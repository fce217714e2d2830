// What the outside makes with classes of modules that run live in the program, and with subclasses of the language's own.
import assert, { AssertionError } from 'node:assert';
import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { record } from 'reprise';
import { Bus, Days, Index, check, decoder, emitterClass, shift } from 'classes';

const bus = new Bus();
console.log(bus instanceof EventEmitter, bus instanceof Bus, Object.getPrototypeOf(Bus.prototype) === EventEmitter.prototype);
console.log(createServer() instanceof EventEmitter, record(() => Readable.from(['a']))() instanceof EventEmitter, record(() => new EventEmitter())() instanceof EventEmitter);
bus.on('said', (what: string) => { console.log('said', what); });
bus.say('hello');
class Own extends emitterClass { readonly name = 'own'; }
console.log(new Own().on('x', () => { console.log('x'); }).emit('x'), emitterClass === EventEmitter, new Own().name);
for (const fails of [check, record(check), record(() => { throw new AssertionError({ message: 'mine' }); })]) {
  try {
    fails();
  } catch (error) {
    console.log(error instanceof AssertionError, error instanceof Error, (error as Error).name, (error as AssertionError).code);
  }
}
console.log(decoder() instanceof StringDecoder);

// The prototype of such a class inherits from that of Map, and is none.
class Counts extends Map<string, number> { total() { let sum = 0; for (const count of this.values()) sum += count; return sum; } }
class Day extends Date { nice() { return this.toISOString().slice(0, 10); } }
const counts = record(() => new Counts([['a', 2], ['b', 3]]))();
console.log(counts instanceof Counts, counts instanceof Map, counts.size, counts.total());
console.log(record(() => new Day(0))().nice());
console.log(new Index().size, Object.getPrototypeOf(new Index()) === Index.prototype, Object.getPrototypeOf(new Days(0)) === Days.prototype, new Days(0).getTime());

const date = new Date(1);
const pattern = /a/g;
shift(date, pattern);
console.log(date.getTime(), pattern.lastIndex);
const held = { date, pattern };
record(({ date: inner, pattern: used }: typeof held) => { inner.setTime(7); used.test('aaaa'); used.test('aaaa'); })(held);
console.log(date.getTime(), pattern.lastIndex, held.date === date);

// Functions that are annotated within a recorded one are not there in a replay.
class Step { readonly run = record((n: number) => n * 2); }
console.log(record(() => new Step().run(4))(), new Step().run(5), record(() => 'last')());

const load = createRequire(process.argv[1]!);
console.log(load('node:path') === path, load('path').posix === path.posix, load('assert') === assert, load('events') === EventEmitter);
