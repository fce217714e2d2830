// The text of a function, as a program or a package reads it: to run it elsewhere (in a page of a browser, in a worker, in a
// database), to find its parameters, to tell classes from functions. Elsewhere there are no hooks, so each reference to
// them becomes an object that does what the source says; and a wrapper has the text of the function it calls.
const { apply } = Reflect;

/** `Function.prototype.toString` of the engine. */
export const nativeText = Function.prototype.toString;

/** Whether the source of a function, as the engine tells it, holds a part: one that stands in the place of a host's does not. */
export function sourceHolds(fn: unknown, part: string): boolean {
  return typeof fn === 'function' && (apply(nativeText, fn, []) as string).includes(part);
}

/** Hooks that stand on their own, by name: those of {@link OffHooks}, as text. */
const STANDALONE: Readonly<Record<string, string>> = {
  ref: '(s,v){return v}', l: '(s,k,v){return v}', a: '(v){return v}', v: '(v){return v}', iterate: '(v){return v}', meta: '(v){return v}', path: '(v){return v}',
  call: '(s,f,t,a){return Reflect.apply(f,t,a)}', call0: '(s,f,t){return Reflect.apply(f,t,[])}', f: '(s,k,f,a){return Reflect.apply(f,void 0,a||[])}',
  n: '(s,k,f,a){return Reflect.construct(f,a)}', construct: '(s,f,a){return Reflect.construct(f,a)}', dynamicImport: '(s,n,l){return l(n)}',
  r: '(s,t,a,b){return Reflect.apply(b,t,a)}', p: '(s,t,a,b){return Reflect.apply(b,t,a)}', s: '(){}',
};
/** A root, as it is printed, which can stand there as it was written: `_$().ref(0, name)`, or `_$().f(0, 0, name)` for `name()`. */
const ROOT = /(?<![\w$.])_\$\d*\(\)\.(?:ref\(\d+|l\(\d+, ?\d+|(f)\(\d+, ?\d+), ?([\w$.]+)\)/g;
/** `_$().name(` as it is printed; the name of the accessor gets a number where the source has one like it. */
const HOOK = /(?<![\w$.])_\$\d*\(\)\.(\w+)\(/g;

/** Gives the function of the program for what an outside sees of it, and anything else as it is. */
let programFunction: (fn: object) => object = (fn) => fn;

/**
 * Text of a function, good wherever the text of the same function built without the transformer is.
 *
 * @throws TypeError if it is none, as the engine does
 */
function functionText(fn: unknown): string {
  const text = apply(nativeText, typeof fn === 'function' ? programFunction(fn) : fn, []) as string;
  if (!text.includes('_$')) return text;
  return text.replace(ROOT, (_whole, called: string | undefined, root: string) => called === undefined ? root : `${root}()`)
    // An object by `new` needs no semicolon before it, unlike one in parentheses.
    .replace(HOOK, (whole, name: string) => Object.hasOwn(STANDALONE, name) ? `new class{${name}${STANDALONE[name]!}}().${name}(` : whole);
}

/** What everybody gets who asks a function for its text. */
export function installFunctionText(): void {
  const toString = { toString(this: unknown): string { return this === toString ? functionText(nativeText) : functionText(this); } }.toString;
  Object.defineProperty(Function.prototype, 'toString', { value: toString, writable: true, enumerable: false, configurable: true });
}

/** While recording: wrappers have the text of what they wrap. */
export function seeThroughWrappers(programOf: (fn: object) => object | undefined): void {
  programFunction = (fn) => programOf(fn) ?? fn;
}
