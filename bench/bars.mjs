// What the figures are to stay below, as a ratio to plain.
import { UNDER_LOAD } from './load.mjs';

const recorded = {
  'Date.now': 1.3,
  'performance.now': 1.3,
  'new Date': 1.3,
  'process.hrtime.bigint': 1.3,
  'Math.random': 2,
  'crypto.randomUUID': 1.5,
  'one after another': 1.5,
  '10,000 at once': 2,
  'CPU of all requests': 1.2,
};

/** Half of the throughput of a plain `node:http` server, four fifths of an express server's. */
const underLoad = { server: 2, express: 1.25 };

/** Instrumented, not recording. */
const OFF = 1.02;
/** Replay of `client.ts`, the whole process. */
const REPLAY = 0.8;
/** Bytes on disk for a request of `client.ts`. */
export const REQUEST_BYTES = 120;

/** The bar of a figure in a variant; undefined if there is none. What a process does before and after is nobody's goal. */
export function barOf(figure, variant, workload) {
  if (figure === UNDER_LOAD) return variant === 'record' ? underLoad[workload] : OFF;
  if (variant === 'replay') return REPLAY;
  if (recorded[figure] === undefined) return undefined;
  return variant === 'record' ? recorded[figure] : OFF;
}
