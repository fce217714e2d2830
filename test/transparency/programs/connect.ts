// A message that arrives right after connect() is not lost.
import { connect, serve } from 'line-client';

const server = await serve();
let heard = 0;
for (let i = 0; i < 50; i++) {
  const client = await connect(server.port);
  const messages: string[] = [];
  client.on('message', (text: string) => messages.push(text));
  await new Promise((resolve) => client.on('close', resolve));
  if (messages.join() === 'world') heard++;
}
server.close();
console.log('heard', heard);
