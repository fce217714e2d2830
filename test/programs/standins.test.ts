// Stand-ins of one kind share their proxy's target: nothing that is done to one may show on another.
import { expect, it } from 'vitest';
import { HandleFlag } from '../../recording/value.js';
import { makeStandin } from '../../runtime/standin.js';
import type { Crosser } from '../../runtime/crosser.js';

const crosser = { get: (_target: unknown, key: PropertyKey) => `read ${String(key)}`, cross: () => ['a', 'b', 'prototype'] } as unknown as Crosser;
const make = (id: number, flags: number): object => makeStandin(crosser, id, undefined, {}, flags, undefined, 'Thing').shown;

it.each([['objects', 0], ['functions', HandleFlag.Callable], ['classes', HandleFlag.Callable | HandleFlag.Constructor], ['arrays', HandleFlag.Array]])('%s cannot be frozen, and stay what they were', (_kind, flags) => {
  const frozen = make(1, flags);
  const other = make(2, flags);
  expect(() => Object.freeze(frozen)).toThrow(TypeError);
  expect(Reflect.preventExtensions(frozen)).toBe(false);
  for (const handle of [frozen, other]) {
    expect(Object.isExtensible(handle)).toBe(true);
    expect((handle as { name: unknown }).name).toBe('read name');
    expect(Reflect.ownKeys(handle).slice(0, 2)).toEqual(['a', 'b']);
  }
});
