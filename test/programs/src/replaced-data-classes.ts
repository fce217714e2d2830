// Classes of data that the program puts classes of its own in the place of: what comes from outside is of the host's.
import { readFileSync } from 'node:fs';

const host = globalThis as any;
const Saved: Record<string, any> = {};
// Before the classes: Node 24 loads its own code when the first is read, and makes instances of those that are there by then.
const made: string[] = [];
for (const name of ['URL', 'URLSearchParams', 'RegExp', 'Uint8Array', 'ArrayBuffer', 'DataView', 'DOMException', 'Headers', 'TextDecoder', 'TextEncoder']) {
  const Real = Saved[name] = host[name];
  host[name] = { [name]: class extends Real { constructor(...args: unknown[]) { super(...args); made.push(name); } } }[name];
}

async function main(): Promise<void> {
  const request = new Request('http://localhost/?a=b', { headers: { x: 'y' } });
  console.log([...request.headers], request.headers instanceof Saved['Headers'], request.headers instanceof Headers);
  const copy = new Request('http://localhost/', { headers: new Headers({ own: 'header' }) });
  console.log(copy.headers.get('own'), await new Response('text').text());
  const bytes = new Saved['Uint8Array'](await new Response('bytes').arrayBuffer());
  console.log(String(bytes), readFileSync(process.argv[1]!).length > 10);
  console.log(await fetch('http://localhost:1/', { signal: AbortSignal.abort() }).catch((error: Error) => [error.name, error instanceof Saved['DOMException'], error instanceof DOMException]));
  console.log(made.includes('Headers'));
}
void main();
