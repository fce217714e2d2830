// Differences in the compiler's own cases that are known, and why they are as they are.

const EXCEPTIONS = [
  {
    // The compiler asks the variable around the class, which it finds for nodes of its own only.
    reason: 'helper variables that the compiler makes for private members of a class expression lack the name of its variable',
    applies: (_name, printer, different) => printer === 'tree' && / (_\w+) .* → .* \1 cannot be read: ReferenceError/.test(different),
  },
  {
    // A script's variables at the top level are compared, and the compiler's own are among them.
    reason: 'helper variables that the compiler makes for static members of classes, in a script, are numbered in another order where a class shows its private fields',
    applies: (name) => name.endsWith('privateNameWhenNotUseDefineForClassFieldsInEsNext.ts'),
  },
  {
    // Nothing but another name for the runtime's loader would help, and CommonJS has none.
    reason: 'the file has a function `require` of its own, by which the added statement would not find the runtime: it is refused (TS990017)',
    applies: (name, _printer, different) => /cannot be instrumented: the function require stands in the place/.test(different)
      && /collisionExportsRequireAndFunction|\/localRequireFunction|\/requireAsFunctionInExternalModule|\/es6UseOfTopLevelRequire|GeneratedNameCollisions/.test(name),
  },
  {
    reason: 'the file declares an ambient `require` that it exports, which the text printer takes for a value',
    applies: (name, printer) => printer === 'text' && name.endsWith('collisionExportsRequireAndAmbientVar.ts'),
  },
  {
    reason: 'a `.cjs` file without imports, which the compiler takes for a module by itself, is none for the text printer',
    applies: (name, printer) => printer === 'text' && name.endsWith('nodeModulesAllowJsExportlessJsModuleDetectionAuto.ts'),
  },
];

/** The reason of a difference, or undefined. */
export function knownDifference(name, printer, different) {
  return EXCEPTIONS.find(({ applies }) => applies(name, printer, different))?.reason;
}
