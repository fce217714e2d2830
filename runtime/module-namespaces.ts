// Namespaces of ES modules at once, without the turns and the microtasks that `import()` takes. Where the host lets a module of CommonJS
// require one, a module of this file's own imports it and is required.
import nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importModule } from './code-cache.js';
import { getOwnPropertyDescriptor, isModuleNamespaceObject, isNativeError, noop } from './natives.js';

/** A module of CommonJS, which compiles source of either format. */
interface Compiled { exports: { namespace?: unknown }; filename: string; _compile(source: string, filename: string, format: 'module'): void }

const OwnModule = nodeModule as unknown as new (filename: string) => Compiled;

/** Whether `require` takes ES modules: from Node 20.19 and 22.12 on. */
const requires = (process.features as { require_module?: boolean }).require_module === true;
const hasSyncHooks = typeof (nodeModule as { registerHooks?: unknown }).registerHooks === 'function';

/** Whether {@link namespaceAt} may be asked for modules that have not run. (What one throws, Node 22.12 to 22.14 report as a rejection that nobody handles, too.) */
export const runsModules: boolean = requires && (hasSyncHooks || process.version.startsWith('v20.'));

/**
 * Whether modules that are not linked yet meet, by {@link namespaceAt}, the hooks that a replay answers imports of packages with. (Node 20
 * links the packages themselves; 22.23 and 24.21 were tried. The function came with 22.15.)
 */
export const linksItself: boolean = runsModules && hasSyncHooks;

/** The host keeps modules by their location for ever, these too. */
let asked = 0;

/**
 * The namespace of an ES module, whose code runs if it has not run.
 *
 * @param importer - URL of the module that imports it
 * @returns undefined where there is none to be had so: the host is too old, a module of its graph has a top-level `await`, or it is being run
 * @throws what the module throws
 */
export function namespaceAt(specifier: string, importer: string): { readonly value: unknown } | undefined {
  if (!requires || !importer.startsWith('file:')) return undefined;
  // Beside the importer, so that all that it can name is found. Nothing is read there.
  const filename = join(dirname(fileURLToPath(importer)), `reprise-namespace-${++asked}.mjs`);
  const own = new OwnModule(filename);
  own.filename = filename;
  try {
    own._compile(`import * as namespace from ${JSON.stringify(specifier)}; export { namespace };`, filename, 'module');
  } catch (error) {
    const code: unknown = isNativeError(error) ? getOwnPropertyDescriptor(error, 'code')?.value : undefined;
    if (typeof code === 'string' && code.startsWith('ERR_REQUIRE_')) return undefined;
    throw error;
  }
  const { namespace } = own.exports;
  return isModuleNamespaceObject(namespace) ? { value: namespace } : undefined;
}

/**
 * Makes {@link namespaceAt} possible for an ES module that has not run: has the host load it, and what it imports, but run none of it.
 * The module that imports it fails before.
 *
 * @param location - its URL
 * @returns settles when that is done, or failed
 */
export function link(location: string): Promise<unknown> {
  const source = `import "data:text/javascript,throw 0"; import ${JSON.stringify(location)};`;
  return importModule(`data:text/javascript,${encodeURIComponent(source)}`).then(noop, noop);
}
