// The host's own fetch, with bodies in every form.
const url = process.env['PEER']!;
const response = await fetch(`${url}/json`, { method: 'POST', body: new URLSearchParams({ a: 'b' }), headers: [['x-client', 'fetch']] });
console.log(response.status, response.type, response.url === `${url}/json`, response.headers.getSetCookie(), [...response.headers.keys()].join());
const copy = response.clone();
console.log(await response.json(), (await copy.arrayBuffer()).byteLength, response.bodyUsed);
const upload = new ReadableStream<Uint8Array>({
  start(controller) {
    for (const part of ['up', 'load', 'ed']) controller.enqueue(new TextEncoder().encode(part));
    controller.close();
  },
});
console.log(((await (await fetch(`${url}/json`, { method: 'POST', body: upload, duplex: 'half' } as RequestInit)).json()) as { body: string }).body);
const reader = (await fetch(`${url}/chunks`)).body!.pipeThrough(new TextDecoderStream()).getReader();
let size = 0;
for (;;) {
  const { done, value } = await reader.read();
  if (done) break;
  size += value.length;
}
console.log('chunks', size);
let events = 0;
for await (const chunk of (await fetch(`${url}/events`)).body! as unknown as AsyncIterable<Uint8Array>) events += Buffer.from(chunk).toString().split('event: tick').length - 1;
console.log('events', events);
const blob = await (await fetch(`${url}/big`)).blob();
console.log(blob.size, (await blob.slice(0, 6).text()));
const form = await new Response(new URLSearchParams('x=1&y=2'), { headers: { 'content-type': 'application/x-www-form-urlencoded' } }).formData();
console.log([...form.entries()]);
for (const [path, options] of [['/slow', { signal: AbortSignal.timeout(20) }], ['/broken', {}], ['/redirect', { redirect: 'error' }]] as [string, RequestInit][]) {
  try {
    await (await fetch(url + path, options)).text();
  } catch (error) {
    console.log(path, (error as Error).name, (error as Error).message, ((error as Error).cause as Error | undefined)?.message.replace(/:\d+$/, ''));
  }
}
const first = await Promise.race(Array.from({ length: 5 }, (_, n) => fetch(`${url}/wait?n=${n}`).then((r) => r.json() as Promise<{ n: string }>)));
console.log('~ first', first.n);
