// AsyncLocalStorage across call-ins. A call-in runs in the context it had: contexts are numbered where the program
// enters one, and a replay re-enters the numbered one. Continuations of promises keep theirs by themselves.
import { AsyncLocalStorage } from './natives.js';
import { Numbered } from './numbered.js';
import { isOutside, side } from './side.js';

type Snapshot = <T>(fn: () => T) => T;

/** Numbers of contexts; made with the program's first AsyncLocalStorage, since its use makes every await dearer. */
let numbers: InstanceType<typeof AsyncLocalStorage<number>> | undefined;
let last = 0;
/** In a replay: the contexts by number. */
export const contexts = new Numbered<Snapshot>();
let keep = false;

/** A replay keeps the contexts, to enter them again. */
export function keepContexts(): void {
  keep = true;
}

/** Number of the context in which the outside calls; 0 for none. */
export function currentContext(): number {
  return numbers?.getStore() ?? 0;
}

/** Runs a call-in in the context of a number. */
export function inContext(context: number, fn: () => void): void {
  if (numbers === undefined) fn();
  else if (context === 0) numbers.exit(fn);
  else (contexts.get(context) ?? ((run) => run()))(fn);
}

function numbered<T>(fn: () => T): T {
  if (side.state !== 0 && isOutside()) return fn();
  const id = ++last;
  return numbers!.run(id, () => {
    if (keep) contexts.set(id, AsyncLocalStorage.snapshot());
    return fn();
  });
}

/** What the program gets as AsyncLocalStorage. */
export class ContextStorage<T> extends AsyncLocalStorage<T> {
  constructor(...args: ConstructorParameters<typeof AsyncLocalStorage>) {
    super(...args);
    numbers ??= new AsyncLocalStorage<number>();
  }

  override run<R, A extends unknown[]>(store: T, callback: (...args: A) => R, ...args: A): R {
    return super.run(store, () => numbered(() => callback(...args)));
  }

  override exit<R, A extends unknown[]>(callback: (...args: A) => R, ...args: A): R {
    return super.exit(() => numbered(() => callback(...args)));
  }

  override enterWith(store: T): void {
    super.enterWith(store);
    if (side.state !== 0 && isOutside()) return;
    const id = ++last;
    numbers!.enterWith(id);
    if (keep) contexts.set(id, AsyncLocalStorage.snapshot());
  }
}
Object.defineProperty(ContextStorage, 'name', { value: 'AsyncLocalStorage' });
