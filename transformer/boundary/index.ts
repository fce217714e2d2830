export { Boundary, normaliseSpecifier, type ModuleClass, type ModuleRules } from './boundary.js';
export { isFixedPath } from './fixed.js';
export { PARTIAL_GLOBALS, PATH_GLOBALS, PURE_GLOBALS, ROOT_GLOBALS } from './globals.js';
export { BUILTIN_MODULES, PREFIXED_BUILTIN_MODULES, PURE_BUILTIN_MODULES, PURE_PACKAGES } from './modules.js';
