// `import()` of program modules in a replay. The program's own modules run for real, so they are loaded for real, but
// not before the recording lets them run; the replay waits for the host's loader meanwhile.

interface Pending { readonly load: () => Promise<unknown>; started: boolean; namespace: { readonly value: unknown } | undefined }

/** Imports of program modules that have not settled. */
export class ProgramImports {
  readonly #pending = new Map<number, Pending>();
  readonly #resume: () => void;
  #settling = 0;

  /** @param resume - what the replay was waiting for is there */
  constructor(resume: () => void) {
    this.#resume = resume;
  }

  add(promise: number, load: () => Promise<unknown>): void {
    this.#pending.set(promise, { load, started: false, namespace: undefined });
  }

  has(promise: number): boolean {
    return this.#pending.has(promise);
  }

  /** Whether an import is due to settle and the host's loader is not ready: nothing may enter before it. */
  get settling(): boolean {
    return this.#settling > 0;
  }

  /** The recording runs a module next: whatever was imported before may bring it. */
  start(): void {
    for (const pending of this.#pending.values()) this.#start(pending);
  }

  #start(pending: Pending): void {
    if (pending.started) return;
    pending.started = true;
    const done = (value: unknown): void => {
      pending.namespace = { value };
      this.#resume();
    };
    pending.load().then(done, done);
  }

  /** Gives the namespace as soon as the host has it. */
  settle(promise: number, settle: (namespace: unknown) => void): void {
    const pending = this.#pending.get(promise)!;
    this.#pending.delete(promise);
    this.#start(pending);
    if (pending.namespace !== undefined) {
      settle(pending.namespace.value);
      return;
    }
    this.#settling++;
    const poll = (): void => {
      if (pending.namespace === undefined) {
        setImmediate(poll);
        return;
      }
      this.#settling--;
      settle(pending.namespace.value);
    };
    setImmediate(poll);
  }
}
