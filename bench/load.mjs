// Load for the server workload: sockets that ask again as soon as they are answered.
import net from 'node:net';

/** The figure that throughput is taken from: wall time, of a server that has nothing else to wait for. */
export const UNDER_LOAD = 'wall time of a request';

const MARK = Buffer.from('HTTP/1.1 200');

/** Requests that a connection has under way at a time: sending them one by one would keep the sender as busy as the server. */
const PIPELINED = 8;

/** Sends requests over some connections until enough were answered. */
export function load(port, requests, connections = 32) {
  let asked = 0;
  const one = () => new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    let open = 0;
    const ask = (count) => {
      let text = '';
      for (; count > 0 && asked < requests; count--, open++) text += `GET /item/${asked++} HTTP/1.1\r\nhost: bench\r\n\r\n`;
      if (text !== '') socket.write(text);
      else if (open === 0) socket.end();
    };
    socket.on('connect', () => { ask(PIPELINED); });
    socket.on('data', (bytes) => {
      let answered = 0;
      for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK, at + 1)) answered++;
      open -= answered;
      ask(answered);
    });
    socket.on('close', resolve);
    socket.on('error', reject);
  });
  return Promise.all(Array.from({ length: connections }, one));
}

/**
 * Measures a server that says `listening on <port>` on stderr: under load for a while, and then the time that a request takes
 * of it, which is what its throughput comes from.
 */
export async function underLoad({ child, ended }, requests) {
  const port = await Promise.race([
    new Promise((resolve) => child.stderr.on('data', (bytes) => {
      const found = /listening on (\d+)/.exec(String(bytes));
      if (found !== null) resolve(Number(found[1]));
    })),
    ended.then(() => { throw new Error('the server ended before it listened'); }),
  ]);
  await load(port, requests);
  const started = process.hrtime.bigint();
  await load(port, requests);
  const taken = Number(process.hrtime.bigint() - started) / requests;
  child.kill('SIGTERM');
  return { ...await ended, [UNDER_LOAD]: taken };
}
