// Which module of the program the specifier of an `import()` names, in a replay: the recording knows modules by their source.
import { createRequire } from 'node:module';
import { isAbsolute, posix } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a specifier names. */
export interface Named {
  /** Its path in the project, without an extension. */
  readonly module: string;
  /** Its URL, if the specifier says it. */
  readonly location: string | undefined;
  /** Tells it from others. */
  readonly key: string;
}

export function isRelative(specifier: string): boolean {
  return specifier.startsWith('./') || specifier.startsWith('../');
}

/** The URL of a module: one of CommonJS registers a path. */
export function locationOf(location: string): string {
  return isAbsolute(location) ? pathToFileURL(location).href : location;
}

/**
 * What a specifier names. The directories of the project lie to each other as those of its output do.
 *
 * @param file - path of the importer in the project
 * @param here - its URL
 * @param recorded - its URL while recording
 */
export function namedBy(specifier: string, file: string, here: string, recorded: string): Named {
  const base = isRelative(specifier) ? here : recorded;
  const isLocation = isRelative(specifier) || specifier.startsWith('file:') || specifier.startsWith('/');
  const target = isLocation ? parsed(specifier, base) : found(specifier, here);
  const directory = parsed('.', isLocation ? base : here);
  if (target === undefined || directory === undefined) return { module: specifier, location: undefined, key: specifier };
  const path = posix.relative(directory.pathname, target.pathname);
  const module = withoutExtension(posix.join(posix.dirname(file), decodeURIComponent(path)));
  if (!isLocation) return { module, location: undefined, key: specifier };
  const { href } = new URL(`./${path}${target.search}${target.hash}`, here);
  return { module, location: href, key: href };
}

function parsed(specifier: string, base: string): URL | undefined {
  return URL.canParse(specifier, base) ? new URL(specifier, base) : undefined;
}

/** Where a specifier like `#routes/one.js` leads, or a package of the program. `require` may have conditions of its own, so it is only likely. */
function found(specifier: string, importer: string): URL | undefined {
  try {
    return pathToFileURL(createRequire(importer).resolve(specifier));
  } catch {
    return undefined;
  }
}

function withoutExtension(file: string): string {
  return file.replace(/\.[cm]?[jt]sx?$/, '');
}

/** Whether a specifier names a file. */
export function isNamedBy(file: string, module: string): boolean {
  const path = withoutExtension(file);
  return path === module || path === `${module}/index`;
}
