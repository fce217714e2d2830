// Memory that threads share. The engine takes no stand-in for it, so a program has the real thing: what other threads
// write there is not recorded, which the build says of a file that uses it.
import { setSpecialRoot } from '../roots.js';
import { specialStandin } from '../standin.js';

/** Gives the program the host's SharedArrayBuffer and Atomics. */
export function installSharedMemory(): void {
  for (const name of ['SharedArrayBuffer', 'Atomics']) setSpecialRoot(`globalThis.${name}`, (path, real) => specialStandin(path, real, real));
}
