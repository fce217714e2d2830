// Intl.DateTimeFormat without a date formats the present. Time zone and locale need nothing: a replay runs in those of
// the recording.
import { defineProperty, isPrimitive, NativeDate, now } from '../natives.js';
import { setSpecialRoot } from '../roots.js';
import { specialStandin } from '../standin.js';
import { clock, dress, type Engine } from './leaf.js';

/** Makes the program's Intl. */
export function installIntl(engine: Engine): void {
  setSpecialRoot('globalThis.Intl', (path, real) => {
    const Native = Intl.DateTimeFormat;
    const present = clock(engine, 'Intl.DateTimeFormat', now);
    const Standin = function (this: unknown, ...args: [] | [string, Intl.DateTimeFormatOptions]): Intl.DateTimeFormat {
      const format = Reflect.construct(Native, args, new.target === undefined || (new.target as unknown) === Standin ? Native : new.target) as Intl.DateTimeFormat;
      const { format: bound } = format;
      const parts = format.formatToParts.bind(format);
      defineProperty(format, 'format', { value: (date?: Date | number) => bound(date === undefined ? new NativeDate(present(Native)) : date), writable: true, configurable: true });
      defineProperty(format, 'formatToParts', { value: (date?: Date | number) => parts(date === undefined ? new NativeDate(present(Native)) : date), writable: true, configurable: true });
      return format;
    } as unknown as { prototype: unknown; supportedLocalesOf: unknown } & Function;
    dress(Standin, Native);
    defineProperty(Standin, 'prototype', { value: Native.prototype });
    defineProperty(Standin, 'supportedLocalesOf', { value: Native.supportedLocalesOf, writable: true, configurable: true });
    const shown = Object.create(Object.prototype) as Record<PropertyKey, unknown>;
    for (const key of Reflect.ownKeys(real)) {
      const value: unknown = (real as Record<PropertyKey, unknown>)[key];
      if (!isPrimitive(value) || typeof key === 'symbol') defineProperty(shown, key, { value, writable: true, configurable: true });
    }
    defineProperty(shown, 'DateTimeFormat', { value: Standin, writable: true, configurable: true });
    return specialStandin(path, real, shown);
  });
}
