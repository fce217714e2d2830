import { client } from './http-client.mjs';

await client(async ({ url, get }) => {
  await get('/users/ada?a=1&a=2&b[c]=3');
  await get('/users/nobody');
  await get('/users', { method: 'POST', body: JSON.stringify({ id: 'bob', name: 'Bob' }), headers: { 'content-type': 'application/json' } });
  await get('/users', { method: 'POST', body: '{ broken', headers: { 'content-type': 'application/json' } });
  await get('/late');
  await get('/redirect');
  await get('/upload', { method: 'POST', body: Buffer.alloc(300_000, 'data') });
  await get('/echo', { method: 'POST', body: Buffer.alloc(300_000, 'echo') });
  await get('/nowhere');
  await Promise.all(Array.from({ length: 12 }, () => fetch(`${url}/users/bob`).then((r) => r.text())));
  await get('/end');
});
