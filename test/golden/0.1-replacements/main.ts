import { randomFillSync } from 'node:crypto';
import fs from 'node:fs';
import vm from 'node:vm';

// Views with the memory below them, objects that the outside freezes, classes and functions of the host that it replaces, data of
// its own that it changes later, proxies that it awaits: what recordings have since the features `views`, `rigid-objects`, `replacements`.
const say = (...values: unknown[]): void => { console.log(...values); };
const outside = <T>(code: string): T => vm.runInThisContext(code) as T;

const path = `golden-${process.pid}`;
fs.writeFileSync(path, 'some bytes of a file');
const file = fs.readFileSync(path);
fs.rmSync(path);
say(file.byteOffset, file.buffer.byteLength, new Uint8Array(file.buffer, file.byteOffset, 4).join());
const shared = outside<() => Uint8Array[]>('() => { const memory = new ArrayBuffer(8); return [new Uint8Array(memory, 0, 6), new Uint8Array(memory, 2, 6)]; }');
const [left, right] = shared() as [Uint8Array, Uint8Array];
left[3] = 7;
say(left.buffer === right.buffer, right[1], right.byteOffset);
const own = new Uint8Array(4);
say(randomFillSync(own) === own, own.some((byte) => byte > 0));

const options = { name: 'mine', ready: (text: string) => `ready ${text}` };
say(outside<(o: object) => boolean>('(o) => Object.isFrozen(Object.freeze(o))')(options), Object.isFrozen(options), outside<(o: typeof options) => string>('(o) => o.ready("outside")')(options));

const store = outside<{ items: number[]; add(n: number): number }>('({ items: [1], add(n) { return this.items.push(n); } })');
const { items } = store;
say(items.join(), store.add(5), items.join());

outside("globalThis.Response = class extends Response { shout() { return this.text().then((text) => text.toUpperCase()); } }; globalThis.setTimeout = ((host) => (fn, ms, ...rest) => host(fn, ms, 'replaced', ...rest))(setTimeout)");
const made = new Response('made') as Response & { shout(): Promise<string> };
say(typeof made.shout, made instanceof Response, made.status);

const fluent = outside<() => PromiseLike<number>>('() => new Proxy(() => 0, { get: (_, key) => key === "then" ? (done) => { setImmediate(done, 11); } : undefined })');

async function main(): Promise<void> {
  say(await made.shout(), await fluent());
  setTimeout((text?: string) => {
    say(text, Math.random() < 1);
    process.exitCode = 7;
  }, 1);
}
void main();
