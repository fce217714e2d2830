// The entry of emitted code: `reprise/runtime`. One state a process, however it is loaded.
import { RepriseError } from '../contract/errors.js';
import type { Hooks, ModuleTable } from '../contract/emitted.js';
import { decodeTable } from '../contract/table.js';
import { fail, own, version, type State } from './program.js';
import { start } from './start.js';

/** `folder` is where it was loaded from; an older version says nothing of it. */
interface Shared { readonly version: string; readonly folder?: string; readonly state: State }

const KEY = Symbol.for('reprise.runtime');
const holder = globalThis as { [KEY]?: Shared };

/** The state of this process; set up on first use. Another version's ends the process. */
export function state(): State {
  const shared = holder[KEY] ??= { version, folder: own, state: start() };
  if (shared.version !== version) {
    fail(new RepriseError('REPRISE_TWO_RUNTIMES', `reprise ${shared.version}${shared.folder === undefined ? '' : ` (${shared.folder})`} and reprise ${version} (${own}) met in one process.`, { next: 'Install one version for all packages of the program, and run its command: npm ls reprise' }));
  }
  return shared.state;
}

/**
 * Registers a module before anything of its own runs.
 *
 * @param written - its table as a string; before contract 2 it was an object
 * @param location - `import.meta.url` or `__filename`
 * @param namespaces - of outside modules that it imports as a whole
 * @param classes - those at its top level
 * @throws RepriseError REPRISE_CONTRACT
 */
export function module(written: string | ModuleTable, location: string, namespaces?: readonly (() => object)[], classes?: Readonly<Record<string, () => unknown>>): Hooks {
  return state().register(typeof written === 'string' ? decodeTable(written, location, namespaces, classes) : written);
}

export type { Hooks, ModuleTable } from '../contract/emitted.js';
