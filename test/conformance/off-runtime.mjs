// The hooks of a program that is not recorded, evaluated in a realm: what they throw is of the realm.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { dist } from './package.mjs';

const scripts = new Map();

function script(name) {
  let known = scripts.get(name);
  if (known === undefined) scripts.set(name, known = new Script(`(function (exports, require) {${readFileSync(join(dist, name), 'utf8')}\n})`, { filename: join(dist, name) }));
  return known;
}

/** What `reprise/runtime` is to instrumented modules. */
export function offRuntime(context) {
  const load = (name) => {
    const exports = {};
    script(name).runInContext(context)(exports, (inner) => load(join(dirname(name), inner)));
    return exports;
  };
  const { OffHooks } = load('runtime/off-hooks.js');
  const { decodeTable } = load('contract/table.js');
  return { module: (table, location) => new OffHooks(decodeTable(table, location)) };
}
