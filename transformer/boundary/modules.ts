// Which modules are outside and which are pure, as the table of the built-in modules says.
import { BUILTINS } from './builtins.js';
import { builtinSurface } from './treated.js';

/** Node's built-in modules, without `node:`. */
export const BUILTIN_MODULES: ReadonlySet<string> = new Set(Object.keys(BUILTINS).filter((name) => builtinSurface(name)?.prefixed !== true));

/** Built-in modules that exist under `node:` only. */
export const PREFIXED_BUILTIN_MODULES: ReadonlySet<string> = new Set(Object.keys(BUILTINS).filter((name) => builtinSurface(name)?.prefixed === true));

/**
 * Built-in modules that run live in every mode. `async_hooks` is not among them: AsyncLocalStorage has to follow the
 * recorded contexts. Nor is `stream`: its classes put work off to ticks.
 */
export const PURE_BUILTIN_MODULES: ReadonlySet<string> = new Set([...BUILTIN_MODULES].filter((name) => builtinSurface(name)?.live === true));
