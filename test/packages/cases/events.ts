// Server-sent events read with `for await`: the client of an API by its own package, and by hand.
import OpenAI, { APIError } from 'openai';

const client = new OpenAI({ apiKey: 'none', baseURL: `${process.env['PEER']!}/v1`, maxRetries: 0 });
const completion = await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'hi' }] });
console.log(completion.choices[0]!.message.content);
const { data, response } = await client.chat.completions.create({ model: 'm', messages: [] }).withResponse();
console.log(data.id, response.status, response.headers.get('content-type'));
const stream = await client.chat.completions.create({ model: 'm', messages: [], stream: true });
let text = '';
for await (const chunk of stream) {
  text += chunk.choices[0]?.delta.content ?? '';
  console.log('~ chunk', chunk.id);
}
console.log('text', text);
const runner = client.chat.completions.stream({ model: 'm', messages: [] });
runner.on('content', (delta: string) => { console.log('content', delta); });
console.log((await runner.finalChatCompletion()).choices[0]!.message.content);
for await (const chunk of await client.chat.completions.create({ model: 'm', messages: [], stream: true })) {
  console.log('first only', chunk.choices[0]!.delta.content);
  break;
}
try {
  await client.models.retrieve('missing');
} catch (error) {
  console.log(error instanceof APIError, error instanceof OpenAI.NotFoundError, (error as APIError).status, (error as Error).message);
}
