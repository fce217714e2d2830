// A socket.io server: rooms, acknowledgements, middleware, broadcasts, disconnects.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http);
io.use((socket, next) => {
  const { name } = socket.handshake.auth as { name?: string };
  if (name === undefined) { next(new Error('who are you?')); return; }
  (socket.data as { name: string }).name = name;
  next();
});
let connected = 0;
io.on('connection', (socket) => {
  const { name } = socket.data as { name: string };
  console.log('connected', name, ++connected);
  socket.on('join', async (room: string, done: (size: number) => void) => {
    await socket.join(room);
    const others = await io.in(room).fetchSockets();
    console.log('room', room, others.length);
    done(others.length);
  });
  socket.on('say', (room: string, text: string) => { socket.to(room).emit('said', name, text); });
  socket.on('binary', (bytes: Buffer, done: (reply: Buffer) => void) => { done(Buffer.from(bytes).reverse()); });
  socket.on('ask', async () => {
    const answer = await socket.timeout(2_000).emitWithAck('question', { n: 6 }) as number;
    console.log('answer', name, answer);
    socket.emit('thanks');
  });
  socket.on('disconnect', (reason) => { console.log('left', name, reason); });
  socket.on('stop', () => { void io.close().then(() => { console.log('closed'); }); });
});
http.listen(0, '127.0.0.1', () => { console.log(`~ listening ${(http.address() as { port: number }).port}`); });
