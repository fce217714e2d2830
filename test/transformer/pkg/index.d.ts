export interface Options { size: number }
export class Thing { constructor(size?: number); size: number }
export const name: string;
export function named<T>(value: T, ...rest: unknown[]): T;
export function make(): typeof Thing;
export function tag(strings: TemplateStringsArray, ...values: unknown[]): string;
export const box: any;
export function resolves<T>(value: T): Promise<T>;
export function rejects(message: string): Promise<never>;
export function sequence(count: number): AsyncGenerator<{ id: number; even: boolean }>;
export function closer(name: string, log: unknown[]): { name: string } & Disposable & AsyncDisposable;
export function decorate(name: string): (...args: any[]) => any;
export function h(type: unknown, props: unknown, ...children: unknown[]): unknown;
export const Fragment: string;
export function Panel(props: { title?: unknown; children?: unknown }): any;
declare const pkg: { name: string };
export default pkg;
