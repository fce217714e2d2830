// Load for the server workload: sockets that ask again as soon as they are answered.
import net from 'node:net';

const MARK = Buffer.from('HTTP/1.1 200');

/** Sends requests over some connections until enough were answered. */
export function load(port, requests, connections = 32) {
  let asked = 0;
  const one = () => new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    const ask = () => {
      if (asked >= requests) return socket.end();
      socket.write(`GET /item/${asked++} HTTP/1.1\r\nhost: bench\r\n\r\n`);
    };
    socket.on('connect', ask);
    socket.on('data', (bytes) => { if (bytes.includes(MARK)) ask(); });
    socket.on('close', resolve);
    socket.on('error', reject);
  });
  return Promise.all(Array.from({ length: connections }, one));
}

/** Measures a server that says `listening on <port>` on stderr. */
export async function underLoad({ child, ended }, requests) {
  const port = await Promise.race([
    new Promise((resolve) => child.stderr.on('data', (bytes) => {
      const found = /listening on (\d+)/.exec(String(bytes));
      if (found !== null) resolve(Number(found[1]));
    })),
    ended.then(() => { throw new Error('the server ended before it listened'); }),
  ]);
  await load(port, requests);
  child.kill('SIGTERM');
  return ended;
}
