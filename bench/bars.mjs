// What the figures are to stay below: recorded against plain, unless the name says otherwise.

export const bars = {
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

/** Replay of `client.ts` against plain. */
export const REPLAY_BAR = 0.8;
/** Instrumented, not recording, against plain. */
export const OFF_BAR = 1.02;
/** Bytes on disk for a request of `client.ts`. */
export const REQUEST_BYTES_BAR = 120;
