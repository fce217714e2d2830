// console in all its methods, and what is written past it.
import * as fs from 'node:fs';
import { stdout } from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { inspect, format } from 'node:util';
import { check, say } from './say.js';

class Point { constructor(readonly x: number, readonly y: number) {} get sum(): number { return this.x + this.y; } }
class Custom { [inspect.custom](): string { return 'as it wants'; } }

console.log('plain', 1, -0, 2n, true, null, undefined, Symbol('s'), [1, [2, [3, [4, [5]]]]], { a: { b: { c: { d: 1 } } } });
console.log('%s is %d years and %i months, %j %o %O %% %c', 'it', 4.5, 6.7, { a: 1 }, [1], { b: 2 }, 'css', 'more');
console.info(new Point(1, Date.now()), new Custom(), new Map([[1, { a: 2 }]]), new Set(['x']), new Date(5), /re/g, [undefined, , 3], (): void => undefined, class A {});
console.debug(new Error('in debug').message, Buffer.from('bytes'), new Uint8Array(3), Promise.resolve(4), new WeakMap(), new Proxy({ a: 1 }, {}));
console.warn('warned', { at: Math.random() });
console.error('an error:', new TypeError('wrong').message);
console.dir({ deep: { deeper: { deepest: { bottom: true } } } }, { depth: 0 });
console.table([{ a: 1, b: 'x' }, { a: Math.random(), c: true }]);
console.table([[1, 2], [3, 4]], ['0']);
console.group('a group');
console.log('inside');
console.group();
console.log('deeper\nin two lines');
console.groupEnd();
console.groupEnd();
console.log('outside again');
console.count();
console.count('named');
console.count();
console.countReset();
console.count();
console.assert(true, 'not seen');
console.assert(false, 'seen %s', 'here');
console.time('timer');
console.timeLog('timer', 'so far');
console.timeEnd('timer');
console.trace('traced');
console.log();
console.log(format('%s', 'formatted'), inspect({ a: [1] }, { compact: false }));
const { log, error } = console;
log('taken out');
error('taken out, too');
[1, 2].forEach(console.log);
check('console keeps its shape', console.log.name === 'log' && typeof console.Console === 'function');
console.log(new Error('with a stack').stack?.split('\n').length! > 1);
console.log(fs.statSync('data.txt').isFile(), fs.statSync('data.txt').size, inspect(fs.statSync('data.txt')).includes('Stats'));
console.log(fs.readdirSync('folder', { withFileTypes: true }));
console.log(new URL('http://user@host:80/path?query#hash'), new URLSearchParams('a=b'), new Headers({ a: 'b' }));

say('write', process.stdout.write('written\n'), stdout.write(Buffer.from('bytes\n')), process.stderr.write('to stderr\n'));
say('stdout', process.stdout.isTTY, process.stdout.columns, process.stdout.fd, process.stdout.writable, process.stderr.fd, stdout === process.stdout);
say('writeSync', fs.writeSync(1, 'by a descriptor\n'), fs.writeSync(1, Buffer.from('some bytes\n'), 0, 11), fs.writeSync(2, 'and to stderr\n'));
fs.writeFileSync(1, 'by writeFileSync\n');
fs.writeFileSync('/dev/null', 'nowhere');

async function main(): Promise<void> {
  await new Promise<void>((done) => { process.stdout.write('with a callback\n', () => { done(); }); });
  await new Promise<void>((done) => { process.stdout.write('encoded\n', 'latin1', (problem) => { say('callback', problem); done(); }); });
  await new Promise<void>((done) => { fs.write(1, 'by fs.write\n', (problem, count) => { say('fs.write', problem, count); done(); }); });
  await new Promise<void>((done) => { fs.createReadStream('lines.txt').on('end', () => { done(); }).pipe(process.stdout, { end: false }); });
  process.stdout.write('\n');
  await pipeline(Readable.from(['from ', 'a ', 'pipeline\n']), process.stdout, { end: false });
  for (let i = 0; i < 5; i++) {
    process.stdout.write(`${i} `);
    await null;
  }
  process.stdout.write('\n');
  say('big', process.stdout.write(`${'x'.repeat(100_000)}\n`));
  const other = new console.Console(process.stdout, process.stderr);
  other.log('by another console', { a: 1 });
  other.error('and its stderr');
}

main().then(() => { say('done'); }, (problem: unknown) => { say('main fails', problem); });
