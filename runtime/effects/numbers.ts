// Math.random, performance.now, process.hrtime.bigint, crypto.randomUUID: the leaves besides Date.
import { apply, defineProperty, getOwnPropertyDescriptor, ownKeys, random } from '../natives.js';
import { rootStandin, setSpecialRoot } from '../roots.js';
import { makeStandin, specialStandin } from '../standin.js';
import { doubleLeaf, valueLeaf, type Engine } from './leaf.js';

/** Makes the program's Math and the functions above. */
export function installNumbers(engine: Engine): void {
  setSpecialRoot('globalThis.Math', (path, real) => {
    const shown = Object.create(Object.prototype) as object;
    for (const key of ownKeys(real)) defineProperty(shown, key, getOwnPropertyDescriptor(real, key)!);
    defineProperty(shown, 'random', { value: doubleLeaf(engine, 'Math.random', random), writable: true, enumerable: false, configurable: true });
    return specialStandin(path, real, shown);
  });
  const performanceNow = performance.now.bind(performance);
  setSpecialRoot('globalThis.performance.now', (path, real) => specialStandin(path, real, doubleLeaf(engine, 'performance.now', performanceNow)));
  const bigint = process.hrtime.bigint;
  setSpecialRoot('globalThis.process.hrtime.bigint', (path, real) => specialStandin(path, real, valueLeaf(engine, 'process.hrtime.bigint', bigint, bigint)));
  const uuid = (path: string, real: object) => {
    const generic = makeStandin(engine, 0, path, undefined, 1, undefined, 'randomUUID');
    Object.assign(generic, { real });
    const call = (...args: unknown[]): unknown => apply(generic.shown as (...args: unknown[]) => unknown, undefined, args);
    return specialStandin(path, real, valueLeaf(engine, 'randomUUID', real as () => unknown, call));
  };
  setSpecialRoot('node:crypto.randomUUID', uuid);
  void rootStandin;
}
