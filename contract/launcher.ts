// Scripts that load a program into their own process and step aside, as ts-node does: they put themselves among Node's flags, and
// the program's file into their place.

/** A path from the last `node_modules` on: the same on another machine. */
function inPackages(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('node_modules'), 0));
}

/**
 * Whether a script is such a launcher of a recorded process.
 *
 * @param execArgv - the flags of the recorded process, as its program saw them
 * @param script - without symbolic links
 */
export function isLauncher(execArgv: readonly string[], script: string): boolean {
  return execArgv.some((flag) => !flag.startsWith('-') && inPackages(flag) === inPackages(script));
}
