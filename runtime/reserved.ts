// The environment variables meant for reprise.

/** Names that never reach the program. */
export const RESERVED = 'REPRISE_';

/** Variables meant for reprise. */
export type Reserved = Readonly<Record<string, string>>;

/** Gives them back, for the children of a process that is not the program. */
export function giveBack(reserved: Reserved): void {
  Object.assign(process.env, reserved);
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
