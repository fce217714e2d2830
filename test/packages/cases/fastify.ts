// A server on fastify: schemas, hooks, plugins with decorators, streams as replies, injected requests.
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';

const app = Fastify({ logger: false, genReqId: () => `r${Math.floor(Math.random() * 1e6)}` });
app.decorate('clock', () => Date.now());
app.decorateRequest('began', 0);
app.addHook('onRequest', async (request) => { (request as unknown as { began: number }).began = performance.now(); });
app.addHook('onResponse', async (request, reply) => { console.log('done', request.method, request.url, reply.statusCode, reply.elapsedTime >= 0, (request as unknown as { began: number }).began > 0); });
app.addHook('preSerialization', async (_request, _reply, payload) => ({ ...(payload as object), stamped: true }));

await app.register(async (scope: FastifyInstance) => {
  scope.decorate('secret', 42);
  scope.get('/secret', async () => ({ secret: (scope as unknown as { secret: number }).secret }));
}, { prefix: '/inner' });

app.post<{ Body: { name: string; age: number } }>('/people', {
  schema: {
    body: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, age: { type: 'integer', default: 7 } } },
    response: { 200: { type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer' }, id: { type: 'boolean' } } } },
  },
}, async (request) => {
  await sleep(1);
  return { ...request.body, id: request.id.startsWith('r'), hidden: 'not in the schema' };
});
app.get('/stream', (_request, reply) => {
  void reply.type('text/plain').send(Readable.from(['one ', 'two ', 'three']));
});
app.get('/fails', async () => { throw Object.assign(new Error('teapot'), { statusCode: 418 }); });
app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, _request, reply) => {
  console.log('error', error.message, error.code ?? '-');
  void reply.status(error.statusCode ?? 500).send({ message: error.message });
});
app.setNotFoundHandler((request, reply) => { void reply.status(404).send({ missing: request.url }); });
app.get('/end', async () => { setImmediate(() => { void app.close().then(() => { console.log('closed'); }); }); return {}; });

const injected = await app.inject({ method: 'GET', url: '/inner/secret' });
console.log('injected', injected.statusCode, injected.json());
const address = await app.listen({ port: 0, host: '127.0.0.1' });
console.log(`~ listening ${new URL(address).port}`);
