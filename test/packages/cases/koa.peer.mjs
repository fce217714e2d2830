import { client } from './http-client.mjs';

await client(async ({ get }) => {
  await get('/?user=ada');
  await get('/file');
  await get('/throw');
  await get('/assert');
  await get('/body', { method: 'POST', body: 'x'.repeat(200_000) });
  await get('/nowhere');
  await Promise.all(Array.from({ length: 10 }, () => get('/')));
  await get('/end');
});
