import { WebSocketServer } from 'ws';
import { createServer } from 'node:http';
const server = createServer((req, res) => {
  if (req.url === '/events') { res.writeHead(200, { 'content-type': 'text/event-stream' }); let n = 0; const t = setInterval(() => { n++; res.write(`id: ${n}\nevent: tick\ndata: {"n":${n}}\n\ndata: plain ${n}\n\n`); if (n === 3) { clearInterval(t); res.end(); } }, 5); return; }
  res.end('x');
});
const wss = new WebSocketServer({ server });
wss.on('connection', (ws, req) => { ws.send('hello ' + req.url); ws.on('message', (m, bin) => { if (String(m) === 'close') ws.close(4001, 'as asked'); else { ws.send(bin ? m : 'echo ' + m); } }); });
server.listen(0, '127.0.0.1', () => console.log(`127.0.0.1:${server.address().port}`));
