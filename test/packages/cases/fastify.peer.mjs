import { client } from './http-client.mjs';

await client(async ({ get }) => {
  const json = { 'content-type': 'application/json' };
  await get('/inner/secret');
  await get('/people', { method: 'POST', body: '{"name":"Ada","age":"36"}', headers: json });
  await get('/people', { method: 'POST', body: '{"age":36}', headers: json });
  await get('/people', { method: 'POST', body: '{', headers: json });
  await get('/stream');
  await get('/fails');
  await get('/nowhere');
  await Promise.all(Array.from({ length: 10 }, (_, i) => get('/people', { method: 'POST', body: JSON.stringify({ name: `n${i}` }), headers: json })));
  await get('/end', { headers: { connection: 'close' } });
});
