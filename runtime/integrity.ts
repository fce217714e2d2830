// Objects that take no more properties, whose properties stay, or stay as they are: by numbers, as recordings hold them.
import { isExtensible } from './natives.js';

const { isFrozen: isNativelyFrozen, isSealed } = Object;

/** How rigid an object is. Numbers are part of the format. */
export const Integrity = { Extensible: 0, NotExtensible: 1, Sealed: 2, Frozen: 3 } as const;

/** How rigid an object is, by {@link Integrity}. */
export function integrityOf(object: object): number {
  if (isExtensible(object)) return Integrity.Extensible;
  return isNativelyFrozen(object) ? Integrity.Frozen : isSealed(object) ? Integrity.Sealed : Integrity.NotExtensible;
}

/** Whether nothing of an object's own can change. */
export function isFrozen(object: object): boolean {
  return integrityOf(object) === Integrity.Frozen;
}

/** Makes an object at least that rigid. */
export function stiffen(object: object, integrity: number): void {
  if (integrityOf(object) >= integrity) return;
  if (integrity === Integrity.Frozen) Object.freeze(object);
  else if (integrity === Integrity.Sealed) Object.seal(object);
  else Object.preventExtensions(object);
}
