// What the peers of servers share: waits for the program's address on stdin, then asks away.
import { createInterface } from 'node:readline';

/** Runs a scenario against the program that says where it listens. Failures end the peer with 1. */
export async function client(scenario) {
  console.log('ready');
  for await (const line of createInterface({ input: process.stdin })) {
    const port = /^~ listening (\d+)/.exec(line)?.[1];
    if (port === undefined) continue;
    const url = `http://127.0.0.1:${port}`;
    const get = async (path, options) => {
      const response = await fetch(url + path, options);
      return { status: response.status, body: await response.text() };
    };
    await scenario({ url, port: Number(port), get });
    return;
  }
}
