// Commands in messages: to be pasted as they are.

/** A path as one word of a shell's command line. */
export function shellWord(path: string): string {
  return /^[\p{L}\p{N}@%+=:,./_-]+$/u.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
