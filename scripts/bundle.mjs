// Puts the runtime into two files: what every process loads, and what a recorded or replayed run needs besides, whose
// compiled code is kept from one run to the next (runtime/code-cache.ts). Such a
// run starts 20 ms sooner than with some ninety files. Each of those becomes a reference into its bundle, so that there is
// one instance of a module, however it is loaded. No bundler's work: theirs evaluate modules, or at least compile them,
// when the file is loaded, which took half of the gain away (measured with two of them).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import MagicString from 'magic-string';
import ts from 'typescript';

/** Folders whose modules a run needs. */
const FOLDERS = ['recording', 'runtime'];
/** What loads the bundle of a run. */
const ALONE = 'runtime/code-cache.js';
/** Entry points of the runtime. */
const ENTRIES = ['runtime/boot.js', 'runtime/emitted.js', 'runtime/index.js'];

/** Objects of the language whose functions modules call by name: a bundle calls those that were there when it was loaded, before the program could replace any. */
const CAPTURED = new Set(['Array', 'ArrayBuffer', 'Buffer', 'Error', 'JSON', 'Math', 'Number', 'Object', 'Reflect', 'String', 'Symbol']);

/**
 * Classes of data that modules name: the same holds of them. With a `Uint8Array` of the program's own a replay printed nothing. The other classes stay the
 * globals: hot paths name them, and the engine has globals at hand (3 % of a run full of crossings).
 */
const CLASSES = new Set([
  'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Uint8Array', 'Uint8ClampedArray', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array',
  'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array', 'RegExp', 'URL', 'URLSearchParams', 'DOMException', 'TextEncoder', 'TextDecoder',
]);

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
`;

/** @param dist - the compiled package */
export function bundle(dist) {
  const loadedAlways = loadedIfOff(dist);
  const all = FOLDERS.flatMap((folder) => readdirSync(join(dist, folder), { recursive: true }).map((file) => join(dist, folder, file))).filter((file) => file.endsWith('.js') && file !== join(dist, ALONE));
  const bundles = [[join(dist, 'runtime/base.js'), loadedAlways], [join(dist, 'runtime/bundle.js'), all.filter((file) => !loadedAlways.includes(file))]];
  /** Bundle of a module, and its name there. */
  const places = new Map(bundles.flatMap(([target, files]) => files.map((file) => [file, { target, name: JSON.stringify(nameOf(dist, file)) }])));
  const texts = new Map([...places.keys()].map((file) => [file, readFileSync(file, 'utf8')]));
  for (const [target, files] of bundles) {
    const captured = new Set();
    const parts = [...files].sort().map((file) => {
      const text = linked(texts.get(file), {
        required(specifier) {
          const other = resolve(dirname(file), specifier);
          const place = places.get(other);
          return place === undefined ? `require(${named(target, other)})` : place.target === target ? `$bundled(${place.name})` : `require(${named(target, place.target)})(${place.name})`;
        },
        native(owner, member) {
          captured.add(`const $${owner}_${member} = ${owner}.${member};\n`);
          return `$${owner}_${member}`;
        },
        named(name) {
          captured.add(`const $${name} = ${name};\n`);
          return `$${name}`;
        },
      });
      // In parentheses, since most of them run: the engine then compiles them at once, and does not read them twice (a twelfth of what starting to record costs).
      return `${places.get(file).name}: (function (exports, module) {\n${text}}),\n`;
    });
    const text = ascii(`${START}${[...captured].sort().join('')}const $modules = {\n${parts.join('')}};\n`);
    if (files === loadedAlways) writeFileSync(target, text);
    else writeScript(dist, target, text);
  }
  for (const [file, { target, name }] of places) {
    // The names are for ES modules, which find them by reading.
    const names = new Set([...texts.get(file).matchAll(/\bexports\.(\w+) =|defineProperty\(exports, "(\w+)"/g)].map(([, assigned, defined]) => assigned ?? defined));
    names.delete('__esModule');
    writeFileSync(file, `"use strict";\nmodule.exports = require(${named(file, target)})(${name});\n${names.size === 0 ? '' : `0 && (module.exports = { ${[...names].join(', ')} });\n`}`);
  }
}

/** A bundle whose compiled code is kept: a script of its own, and a module that evaluates it. */
function writeScript(dist, target, text) {
  const script = target.replace(/\.js$/, '-script.js');
  writeFileSync(script, `(function (exports, require, module, __filename, __dirname) {${text}})\n`);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  writeFileSync(target, `"use strict";\nrequire(${named(target, join(dist, ALONE))}).evaluate(require.resolve(${named(target, script)}), "${digest}", module, require);\n`);
}

/**
 * The text of a module for its bundle.
 *
 * @param replacement - what takes the place of a `require` of a path, of a function of the language that is called, and of a class that is named
 */
function linked(text, replacement) {
  const edited = new MagicString(text);
  const visit = (node) => {
    ts.forEachChild(node, visit);
    if (ts.isIdentifier(node) && CLASSES.has(node.text) && isReference(node)) edited.overwrite(node.getStart(), node.end, replacement.named(node.text));
    if (!ts.isCallExpression(node)) return;
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) throw new Error('import by importModule of runtime/code-cache.ts: a script has no import() that meets all hooks');
    const { expression: callee, arguments: [first] } = node;
    let by;
    let place = callee;
    if (ts.isIdentifier(callee) && callee.text === 'require' && first !== undefined && ts.isStringLiteral(first) && first.text.startsWith('.')) {
      by = replacement.required(first.text);
      place = node;
    } else if (ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression) && CAPTURED.has(callee.expression.text)) by = replacement.native(callee.expression.text, callee.name.text);
    if (by !== undefined) edited.overwrite(place.getStart(), place.end, by);
  };
  visit(ts.createSourceFile('module.js', text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS));
  return edited.toString();
}

/** Whether a name stands for a global, and not for a member. */
function isReference(node) {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) throw new Error(`name a class by a property: { ${node.text}: ${node.text} }`);
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return !(ts.isPropertyAssignment(parent) && parent.name === node);
}

/** With one other character in it, a script takes twice the memory and longer to read. */
function ascii(text) {
  return text.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What a process loads in which nothing is recorded. */
function loadedIfOff(dist) {
  const { REPRISE_MODE, ...env } = process.env;
  const files = JSON.stringify(ENTRIES.map((entry) => join(dist, entry)));
  return JSON.parse(execFileSync(process.execPath, ['-e', `for (const file of ${files}) require(file); console.log(JSON.stringify(Object.keys(require.cache)))`], { env, encoding: 'utf8' })).filter((file) => file.endsWith('.js'));
}

/** Name of a module in its bundle. */
function nameOf(dist, file) {
  return relative(dist, file).split(sep).join('/').slice(0, -'.js'.length);
}

/** How one file names another, as a string literal. */
function named(file, other) {
  const path = relative(dirname(file), other).split(sep).join('/');
  return JSON.stringify(path.startsWith('.') ? path : `./${path}`);
}
