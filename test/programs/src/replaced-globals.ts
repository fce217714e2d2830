// Globals of the host that a package replaces, and gives back.
import * as mocker from 'mocker';

const before = Date.now();
const saved = setTimeout;
mocker.fake(5_000);
console.log(Date.now(), new Date().toISOString(), performance.now(), new Date() instanceof Date, new Date(7).getTime());
setTimeout((text: string) => { console.log(text, Date.now(), performance.now()); }, 100, 'first');
const dropped = setTimeout(() => { console.log('never'); }, 200);
setTimeout(() => { console.log('third', new Date().getTime()); }, 300);
clearTimeout(dropped);
mocker.tick(1_000);
console.log(Date.now(), (setTimeout as any).faked, (globalThis.setTimeout as any).faked, setTimeout === saved, globalThis.Date.now());
mocker.restore();
console.log(Date.now() >= before, setTimeout === saved, performance.now() > 0, new Date().getTime() >= before);

async function main(): Promise<void> {
  const mock: any = mocker.answer(async (url: string) => `reply to ${url}`);
  console.log(await (await fetch('http://nowhere.test/a')).text(), await (await mock('b')).text(), (fetch as any).calls.length, mocker.calls);
  const own = (async (url: string) => new Response(`own ${url}`)) as typeof fetch;
  globalThis.fetch = own;
  console.log(await (await fetch('c')).text(), fetch === own);
  mocker.roll(0.25);
  console.log(Math.random(), [1, 2].map(Math.random));
  const lines: string[] = [];
  mocker.capture((line: string) => { lines.push(line); });
  console.log('captured', 1);
  mocker.restore();
  console.log(lines, Math.random() < 1, typeof fetch);
  await new Promise((done) => { setTimeout(done, 1); });
  console.log('the host is back');
}
void main();
