// Buffer.allocUnsafe and allocUnsafeSlow: memory that nobody has written holds anything, and a small buffer lies anywhere
// in a pool that it shares with the host's own. Both are the machine's, and show: in what a program compares or hands out
// before it has written all of it, and in its byteOffset. While recording and replaying they give zeros, at offset 0.
import { defineProperty } from '../natives.js';

/** Replaces both functions, for the outside as well: what it allocates comes in. */
export function installBuffers(): void {
  const { alloc } = Buffer;
  for (const name of ['allocUnsafe', 'allocUnsafeSlow'] as const) {
    const zeroed = { [name]: (size: number) => alloc(size) }[name]!;
    defineProperty(Buffer, name, { value: zeroed, writable: true, enumerable: true, configurable: true });
  }
}
