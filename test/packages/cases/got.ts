// got and ky: hooks, retries, streams, pagination, a class of errors.
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import got, { HTTPError, RequestError, TimeoutError } from 'got';
import ky, { HTTPError as KyError } from 'ky';

const prefixUrl = process.env['PEER']!;
const client = got.extend({
  prefixUrl,
  retry: { limit: 3, calculateDelay: ({ computedValue }) => (computedValue === 0 ? 0 : 2) },
  hooks: {
    beforeRequest: [(options) => { options.headers['x-client'] = 'got'; }],
    beforeRetry: [(error, count) => { console.log('retry', count, error.code); }],
    afterResponse: [(response) => { console.log('after', response.statusCode); return response; }],
  },
});
console.log(await client.post('json', { json: { a: 1 } }).json());
console.log('flaky', await client('flaky').text());
try {
  await client('404', { retry: { limit: 0 } });
} catch (error) {
  console.log(error instanceof HTTPError, error instanceof RequestError, (error as HTTPError).response.statusCode, (error as HTTPError).response.body, (error as Error).message.split(':')[0]);
}
try {
  await client('slow', { timeout: { request: 30 }, retry: { limit: 0 } });
} catch (error) {
  console.log(error instanceof TimeoutError, (error as TimeoutError).event);
}
const through = new PassThrough();
let size = 0;
through.on('data', (chunk: Buffer) => { size += chunk.length; });
await pipeline(client.stream('big'), through);
console.log('stream', size);
const pages = client.paginate<{ url: string }>('json', {
  responseType: 'json',
  pagination: {
    transform: (response) => [(response.body as { url: string }).url] as unknown as { url: string }[],
    paginate: ({ currentItems, allItems }) => (allItems.length + currentItems.length > 2 ? false : { searchParams: { page: allItems.length + 1 } }),
    stackAllItems: true,
  },
});
for await (const page of pages) console.log('page', page);
const promise = client('slow');
setTimeout(() => { promise.cancel('never mind'); }, 5);
await promise.catch((error: Error) => { console.log(error.name, promise.isCanceled); });

const api = ky.create({ prefixUrl, retry: { limit: 2, delay: () => 2 }, hooks: { beforeRequest: [(request) => { request.headers.set('x-client', 'ky'); }] } });
console.log(await api.get('json').json());
console.log('ky flaky', await api.get('flaky').text());
try {
  await api.get('404').json();
} catch (error) {
  console.log(error instanceof KyError, (error as KyError).response.status, (error as Error).name);
}
try {
  await api.get('slow', { timeout: 20, retry: 0 });
} catch (error) {
  console.log((error as Error).name);
}
