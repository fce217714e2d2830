// util.callbackify, whose callbacks come by ticks that Node queues in a reaction: nothing tells them from ticks of the
// outside. What the program makes by it uses the program's own ticks.
import { apply, promiseThen } from '../natives.js';
import { rootStandin } from '../roots.js';
import { rawFrames } from '../sites.js';
import { alike, type Engine } from './leaf.js';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Makes util.callbackify. */
export function installCallbackify(engine: Engine): void {
  const util = require('node:util') as { callbackify: (fn: unknown) => Method };
  const native = util.callbackify;
  util.callbackify = alike(function callbackify(original: unknown): Method {
    // Checks what it is given, and knows what the result looks like.
    const real = native(original);
    const [caller] = rawFrames(1, util.callbackify);
    if (!engine.sites.knows(String(caller?.getScriptNameOrSourceURL()))) return real;
    return alike(function (this: unknown, ...args: unknown[]): void {
      const callback = args.pop();
      if (typeof callback !== 'function') {
        apply(real, this, [callback]);
        return;
      }
      const tick = (...given: unknown[]): void => {
        (rootStandin('globalThis.process.nextTick').shown as typeof process.nextTick)(() => { apply(callback as Method, this, given); });
      };
      void apply(promiseThen, apply(original as Method, this, args) as Promise<unknown>, [(value: unknown) => { tick(null, value); }, (reason: unknown) => { tick(reason || falsy(reason)); }] as never);
    }, real);
  }, native);
}

/** What Node gives for a rejection that an `if (error)` would not see. */
function falsy(reason: unknown): Error {
  return Object.assign(new Error('Promise was rejected with falsy value'), { code: 'ERR_FALSY_VALUE_REJECTION', reason });
}
