// Every way to read a clock.
import { performance as imported, PerformanceObserver } from 'node:perf_hooks';
import process, { hrtime, uptime } from 'node:process';
import * as hooks from 'node:perf_hooks';
import { attempt, check, say } from './say.js';

say('Date()', Date());
say('Date as a function with arguments', (Date as unknown as (year: number) => string)(1999));
say('new Date()', new Date().toISOString());
say('new Date', +new Date);
say('Date.now()', Date.now());
say('Date["now"]()', Date['now']());
const { now } = Date;
say('const { now } = Date', now());
say('passed on', [0, 1].map(Date.now));
say('in an object', { clock: Date.now }.clock());
say('bound', Date.now.bind(Date)(), Date.now.call(undefined), Date.now.apply(null));
say('Reflect.construct', (Reflect.construct(Date, []) as Date).getTime());
say('Reflect.apply', Reflect.apply(Date.now, undefined, []));
say('globalThis.Date', globalThis.Date.now(), new globalThis.Date().getTime());
class Stamp extends Date {
  label(): string { return `${this.getTime()} stamped`; }
}
say('a subclass', new Stamp().label(), new Stamp(5).label());
check('a subclass makes its own and Dates', new Stamp() instanceof Stamp && new Stamp() instanceof Date && !(new Date() instanceof Stamp));
const old = new Date(0);
say('new x.constructor()', new (old.constructor as DateConstructor)().getTime());
check('constructor is Date', old.constructor === Date && Date.prototype.constructor === Date);
check('instanceof', old instanceof Date && Object.prototype.toString.call(new Date()) === '[object Date]');
check('Date keeps its shape', Date.length === 7 && Date.name === 'Date' && typeof Date === 'function' && Object.keys(Date).length === 0);
check('static functions', Date.UTC(2020, 1) === 1580515200000 && Date.parse('2020-02-01T00:00:00Z') === 1580515200000);
check('arguments', new Date(2020, 0, 1, 12).getHours() === 12 && new Date('2020-01-01').getTime() === 1577836800000 && new Date(new Date(7)).getTime() === 7);
check('copies', structuredClone(new Date(9)) instanceof Date && new Date(Number.NaN).getTime() !== 0);
say('local', new Date().toLocaleString(), new Date().toLocaleDateString(), new Date().toLocaleTimeString(), String(new Date()));
say('local of a fixed time', new Date(1.7e12).toLocaleString(), String(new Date(1.7e12)), new Date(1.7e12).getHours());
say('offset', new Date().getTimezoneOffset(), new Date(2024, 0, 1).getTimezoneOffset(), new Date(2024, 6, 1).getTimezoneOffset());
say('Intl of now', Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'long' }).format());
say('Intl of undefined', new Intl.DateTimeFormat('en', { timeStyle: 'medium' }).format(undefined));
say('Intl parts', new Intl.DateTimeFormat(undefined, { fractionalSecondDigits: 3, second: 'numeric' }).formatToParts().map(({ value }) => value).join(''));
say('Intl passed on', [undefined, 5e11].map(new Intl.DateTimeFormat('en', { timeStyle: 'medium', dateStyle: 'short' }).format as (x: unknown) => string));
say('Intl zone', Intl.DateTimeFormat().resolvedOptions().timeZone, Intl.DateTimeFormat().resolvedOptions().locale);
say('Intl locale', new Intl.NumberFormat().format(1234567.891), Intl.NumberFormat().resolvedOptions().locale, (1234.5).toLocaleString(), ['ä', 'z', 'a'].sort(new Intl.Collator().compare));
check('Intl keeps its classes', new Intl.DateTimeFormat() instanceof Intl.DateTimeFormat && Intl.DateTimeFormat.supportedLocalesOf(['en']).length === 1);

say('performance.now', performance.now(), imported.now(), hooks.performance.now());
const read = performance.now.bind(performance);
say('performance.now bound', read());
say('performance.timeOrigin', performance.timeOrigin, imported.timeOrigin);
check('one performance', performance === imported && globalThis.performance === performance);
attempt('performance.mark', () => { const { name, startTime, entryType, duration } = performance.mark('begin'); return [name, startTime, entryType, duration]; });
attempt('performance.measure', () => { performance.mark('end'); const { name, duration } = performance.measure('all', 'begin', 'end'); return [name, duration]; });
attempt('performance.getEntries', () => performance.getEntriesByType('mark').map(({ name, startTime }) => `${name} ${startTime}`));
attempt('performance.timerify', () => performance.timerify((a: number, b: number) => a + b)(3, 4));
attempt('performance.eventLoopUtilization', () => performance.eventLoopUtilization().utilization);
attempt('performance.toJSON', () => Object.keys(performance.toJSON() as object));
attempt('performance.nodeTiming', () => performance.nodeTiming.duration);
check('PerformanceObserver', typeof PerformanceObserver.supportedEntryTypes.length === 'number');

say('process.hrtime', process.hrtime(), hrtime(), hrtime([1, 2]));
say('process.hrtime.bigint', process.hrtime.bigint(), hrtime.bigint(), globalThis.process.hrtime.bigint());
say('uptime', process.uptime(), uptime());
say('Event.timeStamp', new Event('x').timeStamp, new Event('y').timeStamp > 0);
const { signal } = new AbortController();
const target = new EventTarget();
target.addEventListener('now', (event) => { say('a heard event', event.timeStamp); });
target.dispatchEvent(new Event('now'));
say('File.lastModified', new File([], 'made now').lastModified, signal.aborted);
