export interface Options { size: number }
export class Thing { constructor(size?: number); size: number }
export const name: string;
export function named<T>(value: T, ...rest: unknown[]): T;
export function make(): typeof Thing;
export function tag(strings: TemplateStringsArray, ...values: unknown[]): string;
export const box: any;
export function resolves<T>(value: T): Promise<T>;
export function later<T>(value: T): Promise<Awaited<T>>;
export function unique(): number;
export function twice<T>(value: T): [T, T];
export function emitter(count: number): { on(name: string, listener: (value: unknown) => void): void; once(name: string, listener: () => void): void };
export class Counter { next(): number }
export function rejects(message: string): Promise<never>;
export function sequence(count: number): AsyncGenerator<{ id: number; even: boolean }>;
export function closer(name: string, note: (text: string) => void): { name: string } & Disposable & AsyncDisposable;
export function decorate(name: string): (...args: any[]) => any;
declare const pkg: { name: string };
export default pkg;
