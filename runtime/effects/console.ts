// console: its own formatting runs in both modes, in the program's world; the text is recorded, and compared in a
// replay. Values of the outside are formatted as they are while recording, so a replay takes the recorded text.
import { ANCHORS, isFresh, Kind } from '../../recording/entry.js';
import type { Neutral } from '../../recording/value.js';
import { hasAddedSites, isAddedSite, printAdded } from '../added-output.js';
import { apply, defineProperty, getOwnPropertyDescriptor, isEnumerable } from '../natives.js';
import { print } from '../report.js';
import type { Standin } from '../identity.js';
import { rootStandin, setSpecialRoot } from '../roots.js';
import { isOutside, side } from '../side.js';
import { withoutQuotedFrames } from '../stack-text.js';
import { genericStandin, specialStandin } from '../standin.js';
import type { Replayer } from '../replayer.js';
import { callsOthers, ConsoleChanges } from './console-changes.js';
import { formattable, meetsStandins } from './inspection.js';
import type { Engine } from './leaf.js';
import { areListenersReplaced } from './listeners.js';
import { captured, isWriteReplaced, quiet } from './output.js';

/** Methods whose text depends on the clock or the stack. */
const UNCOMPARED = new Set(['timeEnd', 'timeLog', 'trace']);

/** Makes the program's console. */
export function installConsole(engine: Engine): void {
  // Packages may patch it before the program first asks for it.
  const pristine = { ...console } as unknown as Record<PropertyKey, unknown>;
  setSpecialRoot('globalThis.console', (path, real) => {
    const native = real as Record<PropertyKey, unknown>;
    const shown = Object.create(Object.prototype) as Record<PropertyKey, unknown>;
    const changes = new ConsoleChanges(engine, genericStandin(engine.crossings, path, real));
    for (const key of Reflect.ownKeys(native)) {
      // Node makes the streams when they are first asked for, and a package may hear of it and call the program.
      if (getOwnPropertyDescriptor(native, key)!.get !== undefined) {
        defineProperty(shown, key, { get: () => native[key], set: (value: unknown) => { defineProperty(shown, key, { value, writable: true }); }, configurable: true, enumerable: isEnumerable(native, key) });
        continue;
      }
      const value = pristine[key] ?? native[key];
      const method = typeof value === 'function' && typeof key === 'string' && key !== 'Console' && key !== 'context';
      defineProperty(shown, key, { value: method ? consoleMethod(engine, changes, key, native, value) : value, writable: true, configurable: true, enumerable: isEnumerable(native, key) });
    }
    return specialStandin(path, real, changes.watched(shown));
  });
}

function consoleMethod(engine: Engine, changes: ConsoleChanges, name: string, native: object, initial: Function): Function {
  const current = (): Function => changes.current(name) as Function | undefined ?? initial;
  // What a package has put in the place of the method, or of the stream's that it writes by, is the outside's.
  let replaced: Standin | undefined;
  const outside = (): Standin => replaced ??= rootStandin(`globalThis.console.${name}`, (...args: unknown[]) => apply(current() as (...args: unknown[]) => unknown, native, args) as unknown);
  const isReplaced = (): boolean => {
    if (!engine.replaying) return current() !== initial || changes.reaches(name) || isWriteReplaced() || areListenersReplaced();
    engine.due();
    const { next } = engine.order;
    return (next?.kind === Kind.Crossing || next?.kind === Kind.Begin) && isRoot(next.target) && engine.value(next.target) === outside().shown;
  };
  const method = {
    [name](...args: unknown[]): void {
      if (side.state !== 0 && isOutside()) {
        apply(current() as (...args: unknown[]) => void, native, args);
        return;
      }
      if (isReplaced()) {
        apply(outside().shown as (...args: unknown[]) => void, undefined, args);
        // Counts and indentation go on from here.
        if (engine.replaying && callsOthers(name)) captured(() => { apply(initial as (...args: unknown[]) => void, native, formattable(args)); });
        return;
      }
      let standins = false;
      const text = captured(() => {
        const outer = quiet.ticks;
        // Ticks of the streams are not entries unless the program has the streams.
        quiet.ticks = !quiet.streamsSeen;
        try {
          standins = meetsStandins(() => { apply(current() as (...args: unknown[]) => void, native, formattable(args)); });
        } finally {
          quiet.ticks = outer;
        }
      });
      if (!engine.replaying) {
        const site = engine.sites.take(method);
        engine.entries.elapsed();
        engine.note((writer) => { writer.console(site, name, text.fd, text.text); });
        return;
      }
      const site = hasAddedSites() ? engine.sites.take(method) : undefined;
      // Streams that the program has make ticks of their own, which the recording would need.
      if (site !== undefined && isAddedSite(site) && !quiet.streamsSeen && !quiet.replaced) {
        if (text.written) printAdded(text.text, engine.sites.get(site));
        return;
      }
      const replaced = quiet.replaced && writesOfProgram(engine);
      if (text.written && quiet.streamsSeen && !replaced) engine.order.at(engine.order.segment());
      engine.due();
      const entry = engine.order.next;
      if (entry?.kind !== Kind.Console || entry.method !== name || !replaced && !standins && !isSameText(name, entry.text, text.text)) {
        return engine.diverged({ what: 'output', name: `console.${name}`, text: text.text, site: site ?? engine.sites.take(method) });
      }
      print(entry.fd, Buffer.from(entry.text));
      engine.order.advance();
    },
  }[name]!;
  changes.name(method, name);
  return method;
}

/** A `write` that the program put on a stream gets the text: performs its call-ins, if that is so here. */
function writesOfProgram(replayer: Replayer): boolean {
  replayer.due();
  const { order } = replayer;
  const entry = order.next;
  if (entry?.kind !== Kind.CallIn || isFresh(entry.position) || entry.position >= (order.segments + 1) * ANCHORS) return false;
  order.at(entry.position);
  return true;
}

/** Whether a target can be a root at all. */
function isRoot(target: Neutral): boolean {
  return typeof target === 'object' && target !== null && (target.t === 'root' || target.t === 'handle-ref');
}

function isSameText(method: string, recorded: string, now: string): boolean {
  if (recorded === now || UNCOMPARED.has(method)) return true;
  // Frames below a call-in are the outside's, and differ.
  return comparable(recorded) === comparable(now);
}

/** What follows a stack on the line of its last frame goes with it or stays. */
function comparable(text: string): string {
  return withoutQuotedFrames(text).replace(/ \{$/gm, '');
}
