import { once } from 'node:events';
import WebSocket from 'ws';
import { client } from './http-client.mjs';

await client(async ({ port }) => {
  const open = async (path) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
    await Promise.race([once(socket, 'open'), once(socket, 'error').catch(() => undefined)]);
    return socket;
  };
  const say = async (socket, what) => { socket.send(what); await once(socket, 'message'); };
  await open('/no').catch(() => undefined);
  const one = await open('/one');
  await say(one, 'hello');
  await say(one, 'long '.repeat(10_000));
  await say(one, Buffer.from([1, 2, 3]));
  const two = await open('/two');
  const both = Promise.all([once(one, 'message'), once(two, 'message')]);
  two.send('all');
  await both;
  one.send('close');
  await once(one, 'close');
  two.send('end');
  two.close(1000, 'done');
  await once(two, 'close');
});
