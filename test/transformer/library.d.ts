// As much of the language's types as the compiler needs to decide what it emits: all of them would be most of what it
// reads. See builds.ts.
interface Array<T> { length: number; [index: number]: T }
interface ReadonlyArray<T> { readonly length: number; readonly [index: number]: T }
interface Boolean {}
interface CallableFunction extends Function {}
interface Date {}
interface Function { readonly name: string }
interface IArguments { length: number }
interface NewableFunction extends Function {}
interface Number {}
interface Object {}
interface RegExp {}
interface String { readonly length: number }
interface Symbol {}
interface SymbolConstructor { readonly iterator: unique symbol; readonly asyncIterator: unique symbol; readonly dispose: unique symbol; readonly asyncDispose: unique symbol }
declare var Symbol: SymbolConstructor;
interface IteratorResult<T> { done?: boolean; value: T }
interface Iterator<T, R = any, N = any> { next(value?: N): IteratorResult<T | R> }
interface Iterable<T, R = any, N = any> { [Symbol.iterator](): Iterator<T, R, N> }
interface IterableIterator<T, R = any, N = any> extends Iterator<T, R, N> { [Symbol.iterator](): IterableIterator<T, R, N> }
interface Generator<T, R = any, N = any> extends IterableIterator<T, R, N> {}
interface PromiseLike<T> { then<R>(resolved: (value: T) => R | PromiseLike<R>): PromiseLike<R> }
interface Promise<T> { then<R>(resolved: (value: T) => R | PromiseLike<R>): Promise<R> }
interface PromiseConstructor { new <T>(executor: (resolve: (value: T) => void, reject: (reason?: unknown) => void) => void): Promise<T> }
declare var Promise: PromiseConstructor;
interface AsyncIterator<T, R = any, N = any> { next(value?: N): Promise<IteratorResult<T | R>> }
interface AsyncIterable<T, R = any, N = any> { [Symbol.asyncIterator](): AsyncIterator<T, R, N> }
interface AsyncIterableIterator<T, R = any, N = any> extends AsyncIterator<T, R, N> { [Symbol.asyncIterator](): AsyncIterableIterator<T, R, N> }
interface AsyncGenerator<T, R = any, N = any> extends AsyncIterableIterator<T, R, N> {}
interface Disposable { [Symbol.dispose](): void }
interface AsyncDisposable { [Symbol.asyncDispose](): PromiseLike<void> }
