// A payment service on a bad day: now and then it is busy, hangs up, or takes its time to answer. Prints its address.
// It keeps its promise, though: one idempotency key, one charge.
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const charges = new Map();

const one = (chance) => Math.random() < chance;

/** Charges, unless the key is known. */
function charge(key, payment) {
  if (!charges.has(key)) charges.set(key, { id: charges.size + 1, ...payment });
  return charges.get(key);
}

function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname !== '/charges') return answer(response, 404, {});
  if (request.method === 'GET') return answer(response, 200, [...charges.values()].filter(({ order }) => order === searchParams.get('order')));
  const payment = JSON.parse(Buffer.concat(await request.toArray()));
  if (one(0.1)) return answer(response, 503, { error: 'busy' });
  if (one(0.05)) return request.socket.destroy();
  const charged = charge(request.headers['idempotency-key'], payment);
  await sleep(one(0.06) ? 800 : 5 + Math.random() * 30);
  answer(response, 201, charged);
});

server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
