// When V8 optimises what it runs. A short run is over before it has optimised what records it, which is most of what recording
// costs; a short replay is over before optimising has paid. So V8 is told to do it sooner, or later: it changes when, and
// nothing else. CPU time of the whole process, for 3,000 requests of the client (`npm run bench`), medians of five rounds:
//
// | Node | recorded, as it is | sooner | replayed, as it is | later |
// |---|---|---|---|---|
// | 20 | 1,105 ms | 930 ms | 453 ms | 393 ms |
// | 22 | 1,334 ms | 1,064 ms | 417 ms | 404 ms: left alone |
// | 24 | 819 ms | 1,085 ms: left alone | 366 ms | 370 ms: left alone |
//
// 20,000 recorded requests take a twentieth less, a warm server does not feel it, and long replays take a tenth more if it is
// later, so these are left alone. The engine's other flags gain nothing, or take from what runs long.
import { setFlagsFromString } from 'node:v8';
import { setImmediate } from './natives.js';

/** By the first number of V8's version: a flag of that V8, its value as it is, in a recorded run and in a short replay. V8 complains of flags that it does not know. */
const flags: Readonly<Record<string, { readonly flag: string; readonly usual: number; readonly record?: number; readonly replay?: number }>> = {
  // Bytes of bytecode that a function runs through before V8 looks whether it is worth optimising.
  11: { flag: '--interrupt-budget', usual: 67_584, record: 10_000, replay: 300_000 },
  // Calls before it does.
  12: { flag: '--invocation-count-for-turbofan', usual: 3_000, record: 500 },
};

/** As it is before the program can put something in its place. */
const setFlags = setFlagsFromString;

/**
 * The flag to set; undefined for none.
 *
 * @param v8 - `process.versions.v8`
 * @param given - what Node was started with: whoever has chosen a value keeps it
 */
export function tierUpFlag(mode: 'record' | 'replay', v8: string, given: readonly string[]): string | undefined {
  const known = flags[v8.split('.', 1)[0]!];
  const value = known?.[mode];
  if (value === undefined || given.some((one) => one.replaceAll('_', '-').startsWith(known!.flag))) return undefined;
  return `${known!.flag}=${value}`;
}

/**
 * Sets it; while recording once the program has started, since V8 takes compiled code out of a cache only with the flags that it
 * was put there with. A replay loads little of the host's own code, and may be over before the event loop gets to it.
 */
export function setTierUp(mode: 'record' | 'replay'): void {
  const flag = tierUpFlag(mode, process.versions.v8, process.execArgv);
  if (flag === undefined) return;
  isSet = true;
  if (mode === 'replay') setFlags(flag);
  else setImmediate(() => { setFlags(flag); }).unref();
}

let isSet = false;

/** The run has ended: V8 keeps code together with the flags that it has then. */
export function resetTierUp(): void {
  if (!isSet) return;
  const { flag, usual } = flags[process.versions.v8.split('.', 1)[0]!]!;
  setFlags(`${flag}=${usual}`);
}
