import { route, start } from './http-server.mjs';

const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });
route('/v1/chat/completions', async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  if (JSON.parse(body).stream !== true) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: 'c1', object: 'chat.completion', choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'hello' } }] }));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const content of ['Once ', 'upon ', 'a ', 'time']) {
    const text = `data: ${JSON.stringify({ id: `r${Math.random()}`, object: 'chat.completion.chunk', choices: [{ index: 0, delta: { role: 'assistant', content } }] })}\n\n`;
    response.write(text.slice(0, 30));
    await pause(Math.random() * 3);
    response.write(text.slice(30));
  }
  response.end(`data: ${JSON.stringify({ id: 'last', object: 'chat.completion.chunk', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`);
});
route('/v1/models/missing', (_request, response) => { response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"message":"no such model"}}'); });
start();
