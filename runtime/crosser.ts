// What stand-ins need of recorder or replayer: each use of one is a crossing, which the one records and the other answers.
import type { Operation } from '../recording/entry.js';
import type { Standin } from './identity.js';

/** What stand-ins need of recorder or replayer. */
export interface Crosser {
  /**
   * One operation on the outside.
   *
   * @param segment - whether outside code may run on because of it
   */
  cross(operation: Operation, target: Standin, key: PropertyKey | undefined, thisArg: unknown, args: readonly unknown[] | undefined, segment: boolean): unknown;
  /**
   * Reads a property of a handle, or a getter of a root.
   *
   * @param receiver - what inherits it from there, if it is not the stand-in itself that is asked
   */
  get(target: Standin, key: PropertyKey, receiver: unknown): unknown;
  /** `new target(...args)` with a `new.target` of the program's. */
  construct(target: Standin, args: readonly unknown[], newTarget: Function, segment: boolean): unknown;
  /** Whether the handle has the property that the program is about to write: from the outside, or the recording. */
  hasProperty(target: Standin, key: PropertyKey): boolean;
  /**
   * The program writes to what inherits from a stand-in.
   *
   * @returns whether a setter took it, or false where it is refused; undefined if it makes a property of the receiver
   */
  setInherited(target: Standin, key: PropertyKey, value: unknown, receiver: object): boolean | undefined;
  /** The program puts a property of its own on a handle. Gives undefined where that is refused. */
  setOwn(target: Standin, key: PropertyKey, value: unknown, enumerable: boolean): Own | undefined;
  /** The program puts a getter, a setter or both on a handle. Gives whether it was done. */
  setOwnAccessor(target: Standin, key: PropertyKey, getter: unknown, setter: unknown, enumerable: boolean): boolean;
  /** Whether the outside replaced what the program had put there; `outside` is what the program's value looked like. */
  ownChanged(target: Standin, key: PropertyKey, outside: unknown): boolean;
  /** Whether the outside put a property onto the handle that hides one of its prototype, which is the program's. */
  shadows(target: Standin, key: PropertyKey): boolean;
  /** Whether the outside runs, in its own time, by what is on the stack. */
  isUsedOutside(): boolean;
  /** The text that people see of a handle. */
  inspect(target: Standin, options: unknown): unknown;
}

/** What the outside sees of a value that the program put on a handle. */
export interface Own { readonly outside: unknown }
