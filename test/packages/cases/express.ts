// A server on express: routers, parsers, middleware, streamed bodies, errors of a program's own class.
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import express, { type NextFunction, type Request, type Response } from 'express';

class NotFound extends Error {
  readonly status = 404;
}

const audit = new EventEmitter();
audit.on('seen', (method: string, path: string) => { console.log(mark(path), 'seen', method, path); });
/** Lines whose order differs from run to run begin with `~`. */
const mark = (path: string): string => (path.endsWith('/bob') ? '~' : '-');

const app = express();
app.disable('x-powered-by');
app.set('etag', 'strong');
app.use((req, res, next) => {
  res.locals['started'] = Date.now();
  res.on('finish', () => { console.log(mark(req.originalUrl), 'finished', req.method, req.originalUrl, res.statusCode, typeof (Date.now() - (res.locals['started'] as number))); });
  audit.emit('seen', req.method, req.path);
  next();
});
app.use(express.json());

const users = new Map<string, { name: string; visits: number }>([['ada', { name: 'Ada', visits: 0 }]]);
const router = express.Router();
router.param('id', (req, _res, next, id: string) => {
  const user = users.get(id);
  if (user === undefined) { next(new NotFound(`no user ${id}`)); return; }
  (req as Request & { user?: unknown }).user = user;
  next();
});
router.get('/:id', async (req, res) => {
  const { user } = req as Request & { user?: { name: string; visits: number } };
  await sleep(Math.random() * 5);
  user!.visits++;
  res.set('x-visits', String(user!.visits)).json({ ...user, query: req.query, agent: req.get('user-agent') });
});
router.post('/', (req, res) => {
  const body = req.body as { id: string; name: string };
  users.set(body.id, { name: body.name, visits: 0 });
  res.status(201).location(`/users/${body.id}`).send(body);
});
app.use('/users', router);

app.post('/upload', async (req, res) => {
  let length = 0;
  let first: string | undefined;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    first ??= chunk.subarray(0, 4).toString();
    length += chunk.length;
  }
  res.type('text').send(`${first} ${length}`);
});
app.post('/echo', (req, res) => {
  res.type('application/octet-stream');
  req.pipe(res);
});
app.get('/late', async () => { await sleep(2); throw new NotFound('late'); });
app.get('/redirect', (_req, res) => { res.redirect('/users/ada'); });
app.get('/end', (_req, res) => { res.set('connection', 'close').end('bye'); server.close(() => { console.log('closed'); }); setImmediate(() => { server.closeIdleConnections(); }); });
app.use((error: Error & { status?: number }, _req: Request, res: Response, _next: NextFunction) => {
  console.log('error', error instanceof NotFound, error.name, error.message);
  res.status(error.status ?? 500).json({ error: error.message });
});

const server = app.listen(0, '127.0.0.1', () => { console.log(`~ listening ${(server.address() as { port: number }).port}`); });
