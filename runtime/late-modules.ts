// Modules of the program that waited, in the recording, for the top-level `await` of an outside package. A replay loads no package;
// the stubs of those that such a module was the first to import wait in their place, until the recording runs the module.
import type { ModuleEntry } from '../recording/entry.js';

/** Late modules of a recording, and what waits for them. */
export class LateModules {
  /** Package → the module that waited for it, by its file; packages that no earlier module had. */
  readonly #waits = new Map<string, string>();
  readonly #files = new Set<string>();
  readonly #gates = new Map<string, (() => void)[]>();
  readonly #open = new Set<string>();
  /** Late modules that ran although the recording did not say so yet. */
  readonly #early = new Set<string>();

  constructor(modules: readonly ModuleEntry[]) {
    const known = new Set<string>();
    for (const { file, late, outside } of modules) {
      if (late === true) this.#files.add(file);
      for (const { specifier } of outside) {
        if (late === true && !known.has(specifier)) this.#waits.set(specifier, file);
        known.add(specifier);
      }
    }
  }

  /** Packages whose stubs wait. */
  get packages(): ReadonlySet<string> {
    return new Set(this.#waits.keys());
  }

  /** Whether a module ran late in the recording. */
  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** What the stub of a package awaits. */
  wait(specifier: string): Promise<void> | undefined {
    const file = this.#waits.get(specifier);
    if (file === undefined || this.#open.has(file)) return undefined;
    return new Promise((open) => {
      const gates = this.#gates.get(file);
      if (gates === undefined) this.#gates.set(file, [open]);
      else gates.push(open);
    });
  }

  /** The recording runs a module next. */
  open(file: string): void {
    if (this.#open.has(file)) return;
    this.#open.add(file);
    for (const open of this.#gates.get(file) ?? []) open();
    this.#gates.delete(file);
  }

  /** A module ran that the recording does not run next. */
  ranEarly(file: string): void {
    this.#early.add(file);
  }

  /** Whether the module that the recording runs next did so before. Can be asked for once. */
  takeEarly(file: string): boolean {
    return this.#early.delete(file);
  }
}
