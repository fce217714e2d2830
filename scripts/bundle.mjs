// Puts what a recorded or replayed run loads into one file: it starts 20 ms sooner than with some ninety files. What a
// process loads in which nothing is recorded stays as it is; each of the other files becomes a reference into the bundle,
// so that there is one instance of a module, however it is loaded. No bundler's work: theirs evaluate modules, or at
// least compile them, when the file is loaded, which took half of the gain away (measured with two of them).
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Where the bundle is, in the compiled package. */
const BUNDLE = 'runtime/bundle.js';
/** Folders whose modules it holds. */
const FOLDERS = ['recording', 'runtime'];
/** Entry points of the runtime. */
const ENTRIES = ['runtime/boot.js', 'runtime/emitted.js', 'runtime/index.js'];

const START = `"use strict";
const $evaluated = new Map();
function $bundled(name) {
  const known = $evaluated.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  $evaluated.set(name, module);
  $modules[name](module.exports, module);
  return module.exports;
}
// By name, like require.cache.
$bundled.evaluated = $evaluated;
module.exports = $bundled;
const $modules = {
`;

/** @param dist - the compiled package */
export function bundle(dist) {
  const target = join(dist, BUNDLE);
  const kept = loadedIfOff(dist);
  const modules = new Map(FOLDERS.flatMap((folder) => readdirSync(join(dist, folder), { recursive: true }).map((file) => join(dist, folder, file)))
    .filter((file) => file.endsWith('.js') && !kept.has(file)).sort().map((file) => [file, JSON.stringify(nameOf(dist, file))]));
  const parts = [...modules].map(([file, name]) => {
    const text = readFileSync(file, 'utf8').replace(/\brequire\("(\.[^"]+)"\)/g, (_whole, specifier) => {
      const other = resolve(dirname(file), specifier);
      return modules.has(other) ? `$bundled(${modules.get(other)})` : `require(${JSON.stringify(from(target, other))})`;
    });
    return `${name}(exports, module) {\n${text}},\n`;
  });
  writeFileSync(target, `${START}${parts.join('')}};\n`);
  for (const [file, name] of modules) writeFileSync(file, `"use strict";\nmodule.exports = require(${JSON.stringify(from(file, target))})(${name});\n`);
}

/** What a process loads in which nothing is recorded. */
function loadedIfOff(dist) {
  const { REPRISE_MODE, ...env } = process.env;
  const files = JSON.stringify(ENTRIES.map((entry) => join(dist, entry)));
  return new Set(JSON.parse(execFileSync(process.execPath, ['-e', `for (const file of ${files}) require(file); console.log(JSON.stringify(Object.keys(require.cache)))`], { env, encoding: 'utf8' })));
}

/** Name of a module in the bundle. */
function nameOf(dist, file) {
  return relative(dist, file).split(sep).join('/').slice(0, -'.js'.length);
}

/** How one file names another. */
function from(file, other) {
  const path = relative(dirname(file), other).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}
