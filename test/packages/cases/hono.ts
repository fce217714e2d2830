// A server on hono, by its adapter for Node: web requests and responses, validators, streamed events.
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { logger } from 'hono/logger';
import { streamSSE } from 'hono/streaming';

const app = new Hono<{ Variables: { began: number } }>();
app.use(logger((text: string) => { console.log(/\/\d/.test(text) ? '~' : '-', text.replace(/\d+m?s/, 'n ms')); }));
app.use('*', async (c, next) => {
  c.set('began', Date.now());
  await next();
  c.header('x-time', String(Date.now() - c.get('began')));
});
app.get('/hello/:name', async (c) => { await sleep(1); return c.json({ hello: c.req.param('name'), q: c.req.query('q') }); });
// The adapter puts classes of its own in the place of the host's.
app.get('/response', (c) => new Response(`made ${c.req.raw instanceof Request}`, { status: 202, headers: { 'x-made': 'yes' } }));
app.post('/json', async (c) => { const body = await c.req.json<{ n: number }>(); return c.json({ twice: body.n * 2 }, 201); });
app.post('/form', async (c) => { const form = await c.req.parseBody(); return c.text(Object.keys(form).join()); });
app.get('/events', (c) => streamSSE(c, async (stream) => {
  for (let i = 0; i < 3; i++) {
    await stream.writeSSE({ data: `event ${i}`, id: String(i) });
    await stream.sleep(2);
  }
}));
app.get('/no', () => { throw new HTTPException(403, { message: 'no' }); });
app.onError((error, c) => { console.log('error', error.message, error instanceof HTTPException); return c.text(error.message, error instanceof HTTPException ? error.status : 500); });
app.get('/end', (c) => { setImmediate(() => { server.close(() => { console.log('closed'); }); }); return c.text('bye', 200, { connection: 'close' }); });

console.log(new Response('early').status, Response.json({ a: 1 }) instanceof Response, new Request('http://a.test/b').url);
console.log('direct', await (await app.request('/hello/direct')).text());
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => { console.log(`~ listening ${port}`); });
