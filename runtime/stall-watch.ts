// A program that changed since it was recorded may loop without meeting the outside, and nothing of its thread runs then that could say so.
// In a replay of one, another thread looks whether it gets on.
import inspector from 'node:inspector';
import { Worker } from 'node:worker_threads';
import type { ReplayOrder } from './replay-order.js';

/** How long a replay may compute between two entries before a word is said: nothing is waited for in it. */
const SECONDS = 3;

/** What the thread runs: it says so once for each entry that nothing follows. */
const WATCH = `
const { workerData: { cursor, seconds } } = require('node:worker_threads');
const { writeSync } = require('node:fs');
let last = -1;
let still = 0;
setInterval(() => {
  still = cursor[0] === last ? still + 1 : 0;
  last = cursor[0];
  if (still === seconds) writeSync(2, 'reprise: the replay has computed for ' + seconds + ' s behind entry ' + last + ' without meeting the outside. The program changed, and may loop. reprise replay --inspect-brk shows where; Ctrl-C ends it.\\n');
}, 1000);
`;

let watched = false;

/** Looks after a replay from now on. A debugger may stop it for as long as he likes. */
export function watchStalls(order: ReplayOrder): void {
  if (watched || inspector.url() !== undefined || process.env['VSCODE_INSPECTOR_OPTIONS'] !== undefined) return;
  watched = true;
  order.progress = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(WATCH, { eval: true, execArgv: [], env: {}, workerData: { cursor: order.progress, seconds: SECONDS } });
  worker.unref();
}
