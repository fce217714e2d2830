// A server on koa: the onion, thrown statuses, streams as bodies, state on the context.
import { createReadStream, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Koa from 'koa';

const folder = mkdtempSync(join(tmpdir(), 'koa-'));
writeFileSync(join(folder, 'file.txt'), 'line\n'.repeat(20_000));

const app = new Koa();
app.silent = true;
app.on('error', (error: Error & { status?: number }) => { console.log('app error', error.message, error.status ?? '-'); });
app.use(async (ctx, next) => {
  const began = Date.now();
  await next();
  ctx.set('x-time', String(Date.now() - began));
  console.log(ctx.method, ctx.url, ctx.status, ctx.state['user'] ?? '-');
});
app.use(async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    const { message, status, expose } = error as Error & { status?: number; expose?: boolean };
    console.log('caught', message, status, expose);
    ctx.status = status ?? 500;
    ctx.body = { message };
  }
});
app.use(async (ctx) => {
  ctx.state['user'] = ctx.query['user'];
  ctx.cookies.set('seen', 'yes');
  switch (ctx.path) {
    case '/': await sleep(1); ctx.body = { hello: ctx.query['user'] ?? 'world', ip: ctx.ip.includes('127.0.0.1') }; return;
    case '/file': ctx.type = 'text'; ctx.body = createReadStream(join(folder, 'file.txt')); return;
    case '/throw': ctx.throw(403, 'not you', { user: 'eve' }); return;
    case '/assert': ctx.assert(ctx.query['user'], 401, 'who?'); return;
    case '/body': {
      let text = '';
      for await (const chunk of ctx.req.setEncoding('utf8')) text += chunk as string;
      ctx.body = text.length;
      return;
    }
    case '/end': ctx.body = 'bye'; ctx.set('connection', 'close'); ctx.res.on('finish', () => { server.close(() => { console.log('closed'); }); rmSync(folder, { recursive: true }); }); return;
    default: ctx.status = 404;
  }
});
const server = app.listen(0, '127.0.0.1', () => { console.log(`~ listening ${(server.address() as { port: number }).port}`); });
