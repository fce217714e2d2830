// A WebSocket server on ws, with binary messages, pings, broadcasts and closes.
import { createServer } from 'node:http';
import WebSocket, { WebSocketServer } from 'ws';

const http = createServer();
const wss = new WebSocketServer({ server: http, perMessageDeflate: { threshold: 256 }, verifyClient: ({ req }, done) => { done(req.url !== '/no', 403, 'no'); } });
wss.on('connection', (socket, request) => {
  console.log('connected', request.url, wss.clients.size);
  socket.on('message', (data, binary) => {
    if (binary) { socket.send(Buffer.from(data as Buffer).reverse(), { binary: true }); return; }
    const text = (data as Buffer).toString();
    console.log('message', text.length > 40 ? text.length : text);
    if (text === 'all') { for (const client of wss.clients) if (client.readyState === WebSocket.OPEN) client.send('to all'); }
    else if (text === 'close') socket.close(4001, 'asked to');
    else if (text === 'end') wss.close(() => { http.close(() => { console.log('closed'); }); });
    else socket.send(`echo ${text}`, (error) => { console.log('sent', error?.message); });
  });
  socket.on('pong', (data) => { console.log('pong', data.toString()); });
  socket.on('close', (code, reason) => { console.log('close', request.url, code, reason.toString()); });
  socket.on('error', (error: Error & { code?: string }) => { console.log('error', error.message, error.code); });
  socket.ping('are you there');
});
http.listen(0, '127.0.0.1', () => { console.log(`~ listening ${(http.address() as { port: number }).port}`); });
