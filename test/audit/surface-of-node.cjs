// Prints what this Node has: its globals, the members of those that are objects, its modules with all their exports;
// each name with the type of its value. Accessors are asked, as a program would.
const nodeModule = require('node:module');

const language = new Set([Object.prototype, Function.prototype]);

/** Names on an object and its prototypes; of a class its own, since what it inherits belongs to another. */
function names(object) {
  const found = {};
  const own = typeof object === 'function' ? ['length', 'name', 'prototype', 'arguments', 'caller'] : ['constructor'];
  for (let at = object; at !== null && !language.has(at); at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) if (!own.includes(name)) found[name] ??= type(object, name);
    if (typeof object === 'function') break;
  }
  return found;
}

function type(object, name) {
  try {
    return typeof object[name];
  } catch {
    return 'undefined';
  }
}

const modules = {};
const listed = nodeModule.builtinModules.map((name) => name.replace(/^node:/, ''));
// Not all that exist under `node:` alone are listed before Node 24.
const prefixed = ['sea', 'sqlite', 'test', 'test/reporters', ...process.argv.slice(2)].filter((name) => nodeModule.isBuiltin(`node:${name}`));
for (const name of new Set([...listed, ...prefixed])) modules[name] = names(require(`node:${name}`));

const globals = names(globalThis);
const members = {};
for (const [name, kind] of Object.entries(globals)) {
  if (kind === 'object' || kind === 'function') members[name] = names(globalThis[name]);
}
process.stdout.write(JSON.stringify({ globals, members, modules }));
