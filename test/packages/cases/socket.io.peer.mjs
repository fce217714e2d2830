import { once } from 'node:events';
import { io } from 'socket.io-client';
import { client } from './http-client.mjs';

await client(async ({ url }) => {
  const open = async (name, transports) => {
    const socket = io(url, { auth: name === undefined ? {} : { name }, forceNew: true, transports, reconnection: false });
    await Promise.race([new Promise((done) => { socket.on('connect', done); }), new Promise((done) => { socket.on('connect_error', done); })]);
    return socket;
  };
  await open(undefined);
  const ada = await open('ada', ['websocket']);
  const bob = await open('bob', ['polling', 'websocket']);
  await ada.emitWithAck('join', 'room');
  await bob.emitWithAck('join', 'room');
  const said = new Promise((done) => { ada.on('said', done); });
  bob.emit('say', 'room', 'hello');
  await said;
  await ada.emitWithAck('binary', Buffer.from([1, 2, 3]));
  ada.on('question', ({ n }, answer) => { answer(n * 7); });
  ada.emit('ask');
  await once(ada, 'thanks');
  bob.disconnect();
  await new Promise((done) => { setTimeout(done, 30); });
  ada.emit('stop');
  await once(ada, 'disconnect');
});
