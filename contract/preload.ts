// How the runtime gets into a process of Node: by flags, or by NODE_OPTIONS where the command line is not reprise's to write.

/** @param boot - absolute path of the runtime's preload */
export function preloadFlags(boot: string): readonly string[] {
  return ['--enable-source-maps', '--require', boot];
}

/** Flags of a process without those of {@link preloadFlags}: what it has where nothing is recorded. */
export function withoutPreload(flags: readonly string[], boot: string): string[] {
  const added = preloadFlags(boot);
  const at = flags.findIndex((_, start) => added.every((flag, i) => flags[start + i] === flag));
  return at < 0 ? [...flags] : [...flags.slice(0, at), ...flags.slice(at + added.length)];
}

/**
 * The environment variables that do it.
 *
 * @param own - NODE_OPTIONS as it would be without reprise; the runtime gives it back to the process
 * @param boot - absolute path of the runtime's preload
 * @param further - further flags for Node
 */
export function preloading(own: string | undefined, boot: string, further: readonly string[] = []): { NODE_OPTIONS: string; REPRISE_NODE_OPTIONS: string } {
  return {
    NODE_OPTIONS: [own, '--enable-source-maps', `--require ${quoted(boot)}`, ...further].filter(Boolean).join(' '),
    REPRISE_NODE_OPTIONS: own ?? '',
  };
}

/** As NODE_OPTIONS wants an argument with spaces. */
function quoted(path: string): string {
  return /[\s"\\]/.test(path) ? `"${path.replace(/["\\]/g, '\\$&')}"` : path;
}
