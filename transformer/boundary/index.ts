export { Boundary, normaliseSpecifier, packageOf, type Because, type ModuleClass, type ModuleRules } from './boundary.js';
export { isFixedPath, isLeafCall, isLeafClass } from './fixed.js';
export { PARTIAL_GLOBALS, PATH_GLOBALS, ROOT_GLOBALS } from './globals.js';
export { BUILTIN_MODULES, PREFIXED_BUILTIN_MODULES, PURE_BUILTIN_MODULES } from './modules.js';
export { knownUse } from './pure-packages.js';
export { builtinSurface, globalSurface, treatedExport, treatedGlobal, type Found } from './treated.js';
export { HOST_GLOBALS, LANGUAGE_GLOBALS, namesOf } from './host-globals.js';
export { isConstantName, memberOf, type Category, type Surface, type Treated, type Treatment } from './treatment.js';
