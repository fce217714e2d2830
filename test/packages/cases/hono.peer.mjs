import { client } from './http-client.mjs';

await client(async ({ get }) => {
  await get('/hello/ada?q=1');
  await get('/json', { method: 'POST', body: '{"n":21}' });
  await get('/json', { method: 'POST', body: '{' });
  await get('/response');
  await get('/form', { method: 'POST', body: new URLSearchParams({ a: '1', b: '2' }) });
  await get('/events');
  await get('/no');
  await get('/nowhere');
  await Promise.all(Array.from({ length: 10 }, (_, i) => get(`/hello/${i}`)));
  await get('/end');
});
