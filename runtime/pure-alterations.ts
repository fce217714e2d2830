// While recording: what packages of the outside put onto classes of pure packages (`zod.ZodType.prototype.openapi = …`). The program finds it
// there, past the membrane, and a replay does not: so it is told.
import { getOwnPropertyDescriptor, ownKeys } from './natives.js';
import { pureClasses, purePackageAt } from './pure-classes.js';

/** Calls after which is looked: each costs some 0.1 ms with the forty classes of zod, and what extends them does so early. */
const MOST_LOOKS = 100;

type Members = ReadonlyMap<PropertyKey, unknown>;

/** Notices members that the classes get while the outside runs. */
export class PureAlterations {
  /** The classes and their prototypes as they were when the outside met one, until the program runs again. */
  #before: ReadonlyMap<object, Members> | undefined;
  #looks = 0;

  /** Whether the outside may have put something there since the program ran. */
  get watches(): boolean {
    return this.#before !== undefined;
  }

  /** The outside meets such a class. */
  meets(): void {
    if (this.#before !== undefined || this.#looks >= MOST_LOOKS) return;
    this.#looks++;
    this.#before = new Map([...pureClasses()].map((object) => [object, membersOf(object)]));
  }

  /** A function that was put there meanwhile: its key, and the package of the class. */
  take(): { readonly key: string; readonly package: string } | undefined {
    const before = this.#before;
    this.#before = undefined;
    for (const [object, members] of before ?? []) {
      for (const key of ownKeys(object)) {
        const value: unknown = getOwnPropertyDescriptor(object, key)?.value;
        if (typeof value === 'function' && members.get(key) !== value) return { key: String(key), package: purePackageAt(object) };
      }
    }
    return undefined;
  }
}

function membersOf(object: object): Members {
  return new Map(ownKeys(object).map((key) => [key, getOwnPropertyDescriptor(object, key)?.value as unknown]));
}
