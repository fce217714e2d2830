// What tests put in the place of clocks and random numbers is what is called, with the `this` that it would have.
import crypto from 'node:crypto';
import nodeProcess, { hrtime } from 'node:process';
import * as things from 'things';

things.replaceUuid();
console.log(crypto.randomUUID());

function reads(): string {
  return [Date.now() > 0, new Date().getTime() > 0, Math.random() >= 0, performance.now() > 0, process.hrtime.bigint() > 0n, hrtime.bigint() > 0n, nodeProcess.hrtime.bigint() > 0n].map(Number).join('');
}
console.log(reads());

const { now } = performance;
performance.now = function (this: unknown) { return this === performance ? -1 : -2; };
console.log(reads(), performance.now());
Object.defineProperty(performance, 'now', { value: () => -3, configurable: true, writable: true });
console.log(reads(), performance.now());
performance.now = now;
console.log(reads(), performance.now === now);

const { bigint } = process.hrtime;
process.hrtime.bigint = function (this: unknown) { return this === process.hrtime ? -4n : -5n; };
console.log(reads(), process.hrtime.bigint(), hrtime.bigint());
process.hrtime.bigint = bigint;
console.log(reads());

const { now: today } = Date;
Date.now = function (this: unknown) { return this === Date ? -6 : -7; };
console.log(reads(), Date.now());
Date.now = () => today() - today() - 8;
console.log(reads(), Date.now() < 0);
Date.now = today;
Math.random = function (this: unknown) { return this === Math ? -9 : -10; };
console.log(reads(), Math.random());

const RealDate = Date;
class Yesterday extends RealDate {
  constructor() { super(-11); }
  static override now(): number { return this === Yesterday ? -12 : -13; }
}
globalThis.Date = Yesterday as DateConstructor;
console.log(reads(), Date.now(), new Date().getTime(), new Date() instanceof Yesterday);
globalThis.Date = RealDate;
globalThis.performance = { now: () => -14 } as Performance;
console.log(reads(), performance.now());

crypto.randomUUID = () => 'a-double-of-the-program';
console.log(crypto.randomUUID());
