// What the host formats (util.inspect, console) in the place of proxies: it passes their traps by and looks at their
// targets, which therefore say what is to be shown.
import { defineProperty } from './natives.js';

/**
 * What a call that formats met first. Stand-ins are the program's: its call met one. What is made for the outside (an
 * export) is met first where the outside formats, whatever it finds within the program's object behind.
 */
export const formatting: { met: 'stand-in' | 'export' | undefined } = { met: undefined };

/** The method by which the host asks objects how they are to be formatted. */
export const inspectCustom = Symbol.for('nodejs.util.inspect.custom');

/** Called by the host with the proxy as `this`: gives a text, or an object to format instead. */
type Inspection = (this: object, depth: number, options: unknown, inspect: typeof import('node:util').inspect) => unknown;

/** A prototype for targets of proxies. */
export function inspectedBy(inspection: Inspection): object {
  return defineInspection(Object.create(null) as object, inspection);
}

/** Lets the target of a proxy say what is shown of it. */
export function defineInspection<T extends object>(target: T, inspection: Inspection): T {
  defineProperty(target, inspectCustom, { value: inspection, configurable: true });
  return target;
}
