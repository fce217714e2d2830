// The program puts a function of its own in the place of the host's, and the host's back; then a package replaces it.
import * as mocker from 'mocker';

const { setTimeout: host, fetch: hostFetch } = globalThis;
const wait = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms); });

async function main(): Promise<void> {
  await wait(1);
  let calls = 0;
  globalThis.setTimeout = ((fn: () => void, ms: number) => { calls++; return host(fn, ms); }) as unknown as typeof setTimeout;
  globalThis.fetch = (async () => new Response('own')) as typeof fetch;
  await wait(1);
  console.log(calls, await (await fetch('x')).text());
  globalThis.setTimeout = host;
  Object.defineProperty(globalThis, 'fetch', { value: hostFetch, writable: true, configurable: true, enumerable: true });
  console.log(setTimeout === host, globalThis.setTimeout === host, fetch === hostFetch, calls);
  mocker.fake(5_000);
  const mock = mocker.answer(async (url: string) => `reply to ${url}`);
  setTimeout((text: string) => { console.log(text, Date.now()); }, 100, 'first');
  mocker.tick(1_000);
  console.log(await (await fetch('y')).text(), (mock as any).calls, setTimeout === host);
  mocker.restore();
  await wait(1);
  console.log(setTimeout === host, calls);
}
void main();
