// What the program puts on globalThis, a package finds there: it calls in, and its writes are seen.
import { counts, fetches, greets } from 'planter';

declare let app: { greet(text: string): string; count: number };
const seen: string[] = [];
const own = { count: 0, greet(text: string): string { seen.push(text); return `${text} ${typeof Date.now()} ${this.count++}`; } };
Object.assign(globalThis, { app: own, settings: { name: 'n' } });
globalThis.fetch = (async (url: string) => { seen.push(url); return new Response(`own ${url}`); }) as unknown as typeof fetch;
console.log(app === own, app.greet('alone'), greets('package'), app.count, own.count);
console.log(counts(), counts(), (globalThis as unknown as { settings: object }).settings);
app = { count: 5, greet: () => 'another' };
console.log(greets('again'), app.greet('now'), 'app' in globalThis);
void (async () => {
  console.log(await fetches('a'), await (await fetch('b')).text(), seen);
  delete (globalThis as unknown as { app?: object }).app;
  console.log(greets('gone'), typeof app, 'app' in globalThis);
})();
