// The hooks as they are with nothing to record, for running instrumented fixtures without the real runtime.
//
// With REPRISE_TEST_BOX=1 everything that comes out of an await, a for await or a rejection is in a box that only `v`
// opens. A place that the transformer missed then shows a box to the program, and the output differs.
'use strict';

const { decodeTable } = require('./table.cjs');

class Box {
  constructor(value) { this.value = value; }
}
const boxed = process.env.REPRISE_TEST_BOX === '1';
const open = (value) => (value instanceof Box ? value.value : value);

async function* boxes(iterable) {
  try {
    for await (const item of iterable) yield new Box(item);
  } catch (error) {
    throw new Box(error);
  }
}

const hooks = {
  ref: (slot, value) => value,
  l: (site, slot, value) => value,
  call: (site, fn, self, args) => Reflect.apply(fn, self, args),
  call0: (site, fn, self) => Reflect.apply(fn, self, []),
  construct: (site, fn, args) => Reflect.construct(fn, args),
  a: boxed ? (value) => Promise.resolve(value).then((result) => new Box(result), (error) => { throw new Box(open(error)); }) : (value) => value,
  v: open,
  iterate: boxed ? boxes : (iterable) => iterable,
  dynamicImport: (site, specifier, load) => load(specifier),
  meta: (meta) => meta,
  path: (value) => value,
  r: (site, self, args, body) => Reflect.apply(body, self, args),
  p: (site, self, args, body) => Reflect.apply(body, self, args),
  s: (owner, names, read) => {
    if (names !== '' && read !== undefined && read({}) !== undefined) throw new Error('bad brand');
  },
};

const files = new Set();

exports.module = (written, location, namespaces) => {
  const table = decodeTable(written, location, namespaces);
  if (table.contract !== 6 || typeof table.location !== 'string') throw new Error('bad table');
  // CommonJS runs a module again that threw.
  if (table.format === 'esm' && files.has(table.location)) throw new Error(`registered twice: ${table.file}`);
  files.add(table.location);
  if (table.sites.length !== table.siteCount * 3) throw new Error('bad sites');
  for (const [, names, namespace] of table.outside) {
    if (namespace !== undefined && !names.includes('*')) throw new Error('namespace that was not asked for');
    // As late as the runtime would ask: after the module's imports.
    if (namespace !== undefined) queueMicrotask(() => { if (typeof namespace() !== 'object' && typeof namespace() !== 'function') throw new Error('no namespace'); });
  }
  const check = (limit, index) => { if (!(index >= 0 && index < limit)) throw new Error(`no such entry: ${index}`); };
  return {
    ...hooks,
    ref: (slot, value) => { check(table.slots.length, slot); return value; },
    call: (site, fn, self, args) => { check(table.sites.length / 3, site); return hooks.call(site, fn, self, args); },
    l: (site, slot, value) => { check(table.sites.length / 3, site); check(table.slots.length, slot); return value; },
    f: (site, slot, fn, args = []) => { check(table.sites.length / 3, site); check(table.slots.length, slot); return hooks.call(site, fn, undefined, args); },
    n: (site, slot, fn, args) => { check(table.sites.length / 3, site); check(table.slots.length, slot); return hooks.construct(site, fn, args); },
    call0: (site, fn, self) => { check(table.sites.length / 3, site); return hooks.call0(site, fn, self); },
  };
};
