// The hooks of a program that is not recorded, evaluated in a realm: what they throw is of the realm.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { dist } from './package.mjs';

const require = createRequire(import.meta.url);
const scripts = new Map();

function script(name) {
  let known = scripts.get(name);
  if (known === undefined) scripts.set(name, known = new Script(`(function (module, exports, require) {${readFileSync(join(dist, name), 'utf8')}\n})`, { filename: join(dist, name) }));
  return known;
}

/** What `reprise/runtime` is to instrumented modules. */
export function offRuntime(context) {
  const loaded = new Map();
  const load = (name) => {
    const known = loaded.get(name);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    loaded.set(name, module);
    script(name).runInContext(context)(module, module.exports, (inner) => (inner.startsWith('node:') ? require(inner) : load(join(dirname(name), inner))));
    return module.exports;
  };
  const { OffHooks } = load('runtime/off-hooks.js');
  const { decodeTable } = load('contract/table.js');
  return { module: (table, location) => new OffHooks(decodeTable(table, location)) };
}
