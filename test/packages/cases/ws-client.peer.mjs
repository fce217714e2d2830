import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const http = createServer();
const wss = new WebSocketServer({ server: http, verifyClient: ({ req }) => req.url !== '/refused' });
wss.on('connection', (socket, request) => {
  socket.on('error', () => undefined);
  socket.on('message', async (data) => {
    const text = data.toString();
    if (request.url === '/stream') { socket.send(text.toUpperCase()); return; }
    if (text === 'close') { socket.close(4000, 'as you wish'); return; }
    for (let i = 0; i < Number(text.split(' ')[1]); i++) {
      socket.send(`${i}`, { binary: i % 2 === 1 });
      if (i % 2 === 0) await new Promise((done) => { setTimeout(done, 2); });
    }
  });
});
http.listen(0, '127.0.0.1', () => { console.log(`ws://127.0.0.1:${http.address().port}`); });
