// What a process is given for reprise's sake: environment variables, and the flags of the preload.
import { join } from 'node:path';
import { preloadFlags, preloading, withoutPreload } from '../contract/preload.js';

/** Names that never reach the program. */
const RESERVED = 'REPRISE_';

/** Variables meant for reprise. */
export type Reserved = Readonly<Record<string, string>>;

const BOOT = join(__dirname, 'boot.js');

/**
 * The variables for a child of a process that is not the program (npm, a script around the program): the request, and
 * the preload, which came to this process in a variable or a flag of its own.
 *
 * @param nodeOptions - the child's NODE_OPTIONS as they would be without reprise
 */
export function passedOn(reserved: Reserved, nodeOptions: string | undefined): Reserved {
  return { ...reserved, ...preloading(nodeOptions, BOOT) };
}

/** The flags for a process of the program that inherits those of its parent. */
export const inheritedFlags = preloadFlags(BOOT);

/** Lets the program see the flags of a plain run. */
export function hideFlags(): void {
  process.execArgv = withoutPreload(process.execArgv, BOOT);
}

/** Removes and gives the variables meant for reprise. */
export function takeReserved(): Reserved {
  const taken: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!name.startsWith(RESERVED) || value === undefined) continue;
    taken[name] = value;
    delete process.env[name];
  }
  return taken;
}
