// Formatting of outside objects: util.inspect and its kin, which are live otherwise, and what console formats. While
// recording the host formats the real objects, as it would without a recording; a replay has none, and takes the
// recorded text.
import { Kind } from '../../recording/entry.js';
import { formatting } from '../formatting.js';
import { programOf, standinOf } from '../identity.js';
import { apply, isPrimitive } from '../natives.js';
import { isOutside, side } from '../side.js';
import { alike, type Engine } from './leaf.js';

/** What formats as a stand-in does in a replay, and nothing else about it can be asked. */
const absent = Object.freeze({ [Symbol.for('nodejs.util.inspect.custom')]: () => '[outside]' });

/**
 * Arguments as the host is to format them: `%o`, `%s` and `showProxy` look at a proxy as such, so that stand-ins among
 * them give way to what they stand for, and what the outside sees of the program's objects to these.
 */
export function formattable(args: readonly unknown[]): readonly unknown[] {
  return args.map((value) => {
    if (isPrimitive(value)) return value;
    const standin = standinOf.get(value as object);
    const own = programOf.get(value as object);
    if (standin === undefined && own === undefined) return value;
    formatting.met ??= own === undefined ? 'stand-in' : 'export';
    return own ?? standin!.real ?? absent;
  });
}

/** Runs what formats; gives whether it is the program's call, and met a stand-in. */
export function meetsStandins(format: () => void): boolean {
  const outer = formatting.met;
  formatting.met = undefined;
  try {
    format();
    return (formatting.met as typeof outer) === 'stand-in';
  } finally {
    formatting.met = outer;
  }
}

/** Makes util.inspect, util.format and util.formatWithOptions, for whoever uses them. */
export function installInspection(engine: Engine): void {
  const util = require('node:util') as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of ['inspect', 'format', 'formatWithOptions']) {
    const native = util[name]!;
    const formats = function (this: unknown, ...args: unknown[]): unknown {
      if (side.state !== 0 && isOutside()) return apply(native, this, formattable(args));
      let text: unknown;
      if (!meetsStandins(() => { text = apply(native, this, formattable(args)); })) return text;
      if (!engine.replaying) {
        engine.note((writer) => { writer.console(engine.sites.take(formats), name, 0, String(text)); });
        return text;
      }
      engine.due();
      const entry = engine.order.next;
      if (entry?.kind !== Kind.Console || entry.fd !== 0 || entry.method !== name) return engine.diverged({ what: 'output', name: `util.${name}`, text: String(text), site: engine.sites.take(formats) });
      engine.order.advance();
      return entry.text;
    };
    util[name] = alike(formats, native);
  }
}
