// Containers that both sides have and that the program, or the outside, may fill later. They are looked at whenever either comes to run, so
// that only their sizes are: a name more costs one look at all of it.
import { sizeOf } from './deposits.js';
import { enumerableKeys, isMap, isSet } from './natives.js';

/** A container, how much it held when it was looked at last, and the names of what that was if it is an object. */
export interface Registry { readonly container: object; size: number; keys: readonly string[] | undefined }

/**
 * So many containers in a row got nothing before others came in their place: each answer of a server takes a few with it, and looking at
 * four of them and not at one takes it a tenth of what recording costs. From then on the newest one alone is kept, until one gets something.
 */
const BARREN = 256;

/** The last ones of a kind. */
export class Registries {
  readonly list: Registry[] = [];
  #left = 0;
  #barren = 0;

  /**
   * @param most - of more, what came first is forgotten
   * @param looks - how often they are looked at after the last one was kept; then all are forgotten
   */
  constructor(private readonly most: number, private readonly looks = Infinity) {}

  /** They are about to be looked at. */
  age(): void {
    if (this.#left-- <= 0) this.list.length = 0;
  }

  keep(container: object): void {
    const { list } = this;
    this.#left = this.looks;
    for (let i = 0; i < list.length; i++) if (list[i]!.container === container) return;
    const keys = isNamed(container) ? enumerableKeys(container) : undefined;
    list.push({ container, size: keys === undefined ? sizeOf(container) : keys.length, keys });
    for (const most = this.#barren < BARREN ? this.most : 1; list.length > most; this.#barren++) list.shift();
  }

  /** Whether one holds more or less than when it was looked at last, which is now. */
  isResized(registry: Registry): boolean {
    const keys = registry.keys === undefined ? undefined : enumerableKeys(registry.container);
    const size = keys === undefined ? sizeOf(registry.container) : keys.length;
    if (size === registry.size) return false;
    registry.size = size;
    registry.keys = keys;
    this.#barren = 0;
    return true;
  }
}

/** Whether what a container holds has names, and is no list, map or set. */
export function isNamed(container: object): boolean {
  return !Array.isArray(container) && !isMap(container) && !isSet(container);
}
