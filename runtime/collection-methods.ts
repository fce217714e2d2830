// What the runtime itself does with data that has methods: by those of the class, since the program or a package may have put
// others onto one of them (`response.headers.append = refuse`).
import { apply } from './natives.js';

type Method<T, A extends readonly unknown[], R> = (on: T, ...args: A) => R;

function bound<T, A extends readonly unknown[], R>(method: (this: T, ...args: A) => R): Method<T, A, R> {
  return Function.prototype.call.bind(method) as Method<T, A, R>;
}

const sizeOf = (prototype: object): ((this: object) => number) => Object.getOwnPropertyDescriptor(prototype, 'size')!.get as (this: object) => number;

export const mapSize = bound<object, [], number>(sizeOf(Map.prototype));
export const mapForEach = bound(Map.prototype.forEach) as Method<Map<unknown, unknown>, [(value: unknown, key: unknown) => void], void>;
export const mapSet = bound(Map.prototype.set) as Method<Map<unknown, unknown>, [unknown, unknown], unknown>;
export const mapClear = bound(Map.prototype.clear) as Method<Map<unknown, unknown>, [], void>;
export const setSize = bound<object, [], number>(sizeOf(Set.prototype));
export const setForEach = bound(Set.prototype.forEach) as Method<Set<unknown>, [(value: unknown) => void], void>;
export const setAdd = bound(Set.prototype.add) as Method<Set<unknown>, [unknown], unknown>;
export const setClear = bound(Set.prototype.clear) as Method<Set<unknown>, [], void>;
export const setDateTime = bound(Date.prototype.setTime) as Method<Date, [number], number>;
export const paramsText = bound(URLSearchParams.prototype.toString) as Method<URLSearchParams, [], string>;
const paramsForEach = bound(URLSearchParams.prototype.forEach) as Method<URLSearchParams, [(value: string, name: string) => void], void>;
const paramsDelete = bound(URLSearchParams.prototype.delete) as Method<URLSearchParams, [string], void>;
const paramsAppend = bound(URLSearchParams.prototype.append) as Method<URLSearchParams, [string, string], void>;

/** Names and values, also where they are those of a URL, which changes with them. */
export function replaceParams(params: URLSearchParams, text: string): void {
  const names: string[] = [];
  paramsForEach(params, (_value, name) => { names.push(name); });
  for (const name of names) paramsDelete(params, name);
  paramsForEach(new URLSearchParams(text), (value, name) => { paramsAppend(params, name, value); });
}

/** Methods of a class that the host loads late. */
export type HeaderMethods = Pick<Headers, 'forEach' | 'append' | 'delete'>;

/** The pairs of headers, sorted, their names in lower case. */
export function headerPairs(methods: HeaderMethods, headers: Headers): [string, string][] {
  const pairs: [string, string][] = [];
  apply(methods.forEach as never, headers, [(value: string, name: string) => { pairs.push([name, value]); }]);
  return pairs;
}

/** Puts other pairs into headers. */
export function replaceHeaders(methods: HeaderMethods, headers: Headers, pairs: Iterable<readonly [string, string]>): void {
  for (const [name] of headerPairs(methods, headers)) apply(methods.delete as never, headers, [name]);
  for (const pair of pairs) apply(methods.append as never, headers, pair as never);
}
