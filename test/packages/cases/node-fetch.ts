// node-fetch: bodies as Node streams, forms, errors, aborts.
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import fetch, { AbortError, FetchError, FormData, Headers, Request, Response } from 'node-fetch';

const url = process.env['PEER']!;
const response = await fetch(`${url}/json`, { headers: new Headers({ 'x-client': 'nf' }) });
console.log(response.status, response.ok, response instanceof Response, response.headers.get('content-type'), response.headers.raw()['set-cookie']);
console.log(await response.json());
console.log(await (await fetch(new Request(`${url}/json`, { method: 'PUT', body: Readable.from(['streamed ', 'body']) }))).json());
const form = new FormData();
form.set('name', 'value');
console.log(((await (await fetch(`${url}/json`, { method: 'POST', body: form })).json()) as { type: string }).type.startsWith('multipart/form-data'));
const folder = mkdtempSync(join(tmpdir(), 'node-fetch-'));
const file = join(folder, 'big.bin');
await pipeline((await fetch(`${url}/big`)).body!, createWriteStream(file));
console.log('file', readFileSync(file).length);
rmSync(folder, { recursive: true });
let seen = 0;
for await (const chunk of (await fetch(`${url}/chunks`)).body!) seen += (chunk as Buffer).length;
console.log('seen', seen);
console.log('gzip', (await (await fetch(`${url}/gzip`)).text()).length);
console.log('redirected', (await fetch(`${url}/redirect`)).redirected);
const controller = new AbortController();
setTimeout(() => { controller.abort(); }, 5);
try {
  await fetch(`${url}/slow`, { signal: controller.signal });
} catch (error) {
  console.log(error instanceof AbortError, (error as Error).name, (error as AbortError).type);
}
try {
  await fetch('http://127.0.0.1:1/');
} catch (error) {
  console.log(error instanceof FetchError, (error as FetchError).code, (error as Error).message);
}
try {
  await (await fetch(`${url}/broken`)).text();
} catch (error) {
  console.log((error as FetchError).constructor === FetchError, (error as Error).message.replace(/:\d+/, ''), (error as FetchError).code);
}
console.log((await Promise.all(Array.from({ length: 8 }, async (_, n) => ((await (await fetch(`${url}/wait?n=${n}`)).json()) as { n: string }).n))).join());
