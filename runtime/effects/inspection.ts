// Formatting of outside objects: util.inspect and its kin, which are live otherwise, and what console formats. While
// recording the host formats the real objects, as it would without a recording; a replay has none, and takes the
// recorded text.
import { Kind } from '../../recording/entry.js';
import { standinOf } from '../identity.js';
import { apply, isPrimitive } from '../natives.js';
import { isOutside, side } from '../side.js';
import { formatting } from '../standin-targets.js';
import { alike, type Engine } from './leaf.js';

/** What formats as a stand-in does in a replay, and nothing else about it can be asked. */
const absent = Object.freeze({ [Symbol.for('nodejs.util.inspect.custom')]: () => '[outside]' });

/**
 * Arguments as the host is to format them: `%o`, `%s` and `showProxy` look at a proxy as such, so that stand-ins among
 * them give way to what they stand for.
 */
export function formattable(args: readonly unknown[]): readonly unknown[] {
  return args.map((value) => {
    const standin = isPrimitive(value) ? undefined : standinOf.get(value as object);
    if (standin === undefined) return value;
    formatting.standins = true;
    return standin.real ?? absent;
  });
}

/** Runs what formats; gives whether it met a stand-in. */
export function meetsStandins(format: () => void): boolean {
  const outer = formatting.standins;
  formatting.standins = false;
  try {
    format();
    return formatting.standins;
  } finally {
    formatting.standins = outer;
  }
}

/** Makes util.inspect, util.format and util.formatWithOptions, for whoever uses them. */
export function installInspection(engine: Engine): void {
  const util = require('node:util') as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of ['inspect', 'format', 'formatWithOptions']) {
    const native = util[name]!;
    const formats = function (this: unknown, ...args: unknown[]): unknown {
      if (side.state !== 0 && isOutside()) return apply(native, this, args);
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
