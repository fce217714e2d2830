// The tables of the boundary know all that the running Node has, and what they say is what transformer and runtime do.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GLOBAL_ROOTS } from '../../contract/globals.js';
import { isStateful, leafOf } from '../../runtime/leaves.js';
import {
  Boundary, BUILTIN_MODULES, builtinSurface, globalSurface, HOST_GLOBALS, isConstantName, LANGUAGE_GLOBALS, memberOf, namesOf, PARTIAL_GLOBALS,
  PREFIXED_BUILTIN_MODULES, treatedExport, treatedGlobal,
} from '../../transformer/boundary/index.js';
import { noRules } from '../transformer/planned.js';

type Names = Readonly<Record<string, string>>;
interface SurfaceOfNode { readonly globals: Names; readonly members: Readonly<Record<string, Names>>; readonly modules: Readonly<Record<string, Names>> }

/** What a Node has, by asking it. */
function surfaceOfNode(...flags: string[]): SurfaceOfNode {
  const script = join(__dirname, 'surface-of-node.cjs');
  return JSON.parse(execFileSync(process.execPath, ['--no-warnings', ...flags, script, ...PREFIXED_BUILTIN_MODULES], { encoding: 'utf8' })) as SurfaceOfNode;
}

/** What a Node has and the tables do not name, in words. */
function missing({ globals, members, modules }: SurfaceOfNode): string[] {
  const found: string[] = [];
  for (const [name, type] of Object.entries(globals)) {
    const treated = treatedGlobal(name, []);
    if (treated === undefined) found.push(`global ${name}`);
    // A global object that is no class has members of different kinds.
    if (type === 'object' && !LANGUAGE_GLOBALS.has(name) && name !== 'global' && name !== 'globalThis' && globalSurface(name) === undefined) found.push(`members of global ${name}`);
  }
  for (const [name, own] of Object.entries(members)) {
    const surface = globalSurface(name);
    if (surface !== undefined) for (const member of Object.keys(own)) if (memberOf(surface, member) === undefined) found.push(`${name}.${member}`);
  }
  for (const [name, exports] of Object.entries(modules)) {
    // Modules that start with an underscore are parts of others, deprecated.
    if (name.startsWith('_')) continue;
    const surface = builtinSurface(name);
    if (surface === undefined) found.push(`module ${name}`);
    else for (const [exported, type] of Object.entries(exports)) {
      const treated = memberOf(surface, exported);
      if (treated === undefined) found.push(`${name}.${exported}`);
      else if (type === 'function' && surface.live !== true && isConstantName(exported) && treated.treatment === 'pure') found.push(`${name}.${exported}, no constant`);
    }
  }
  return found;
}

const node = surfaceOfNode();

describe('the tables', () => {
  it('name all globals, their members, all modules and their exports of this Node', () => {
    expect(Object.keys(node.modules).length).toBeGreaterThan(60);
    expect(Object.keys(node.modules['fs'] ?? {}).length).toBeGreaterThan(90);
    expect(missing(node)).toEqual([]);
  });

  it('fail by name for what is new', () => {
    expect(missing(surfaceOfNode('--require', join(__dirname, 'surprise.cjs'))).sort()).toEqual([
      'fs.SURPRISING_CLASS, no constant', 'fs.surprisingExport', 'global surprisingGlobal', 'module surprising', 'performance.surprisingMember',
    ]);
  });

  it('name nothing twice', () => {
    const names = HOST_GLOBALS.flatMap(({ members }) => Object.values(members).flatMap((list) => list.split(' ')));
    expect(names.filter((name, index) => names.indexOf(name) !== index || LANGUAGE_GLOBALS.has(name))).toEqual([]);
  });

  it('tell the export of a module from what it is in a global', () => {
    const paths = [
      treatedGlobal('globalThis', ['process', 'hrtime', 'bigint']), treatedGlobal('Math', ['floor']), treatedGlobal('Math', []), treatedGlobal('crypto', ['subtle', 'digest']),
      treatedExport('fs', ['promises', 'readFile']), treatedExport('fs', ['default', 'readFileSync']), treatedExport('perf_hooks', ['performance', 'now']), treatedExport('os', ['EOL']),
      treatedExport('buffer', ['Buffer', 'allocUnsafe']), treatedGlobal('nobody', []), treatedExport('fs', ['nothing']),
    ].map((found) => (found === undefined ? 'unknown' : `${found.path} ${found.treatment}, ${found.category}`));
    expect(paths).toEqual([
      'process.hrtime value, time', 'Math.floor pure, randomness', 'Math value, randomness', 'crypto.subtle handle, randomness',
      'node:fs/promises.readFile effect, files', 'node:fs.readFileSync effect, files', 'node:perf_hooks.performance.now value, time', 'node:os.EOL pure, system',
      'node:buffer.Buffer.allocUnsafe pure, computing', 'unknown', 'unknown',
    ]);
  });
});

describe('what the tables say', () => {
  it('is which globals the transformer rewrites and the runtime hands out', () => {
    const roots = HOST_GLOBALS.flatMap(({ members }) => Object.entries(members).flatMap(([treatment, names]) => (treatment === 'pure' ? [] : names.split(' '))));
    expect(roots.sort()).toEqual([...GLOBAL_ROOTS].sort());
  });

  it('is which members of partial globals are left alone', () => {
    for (const [name, leads] of Object.entries(PARTIAL_GLOBALS)) {
      for (const member of Object.keys(node.members[name] ?? {})) expect([name, member, leads(member)]).toEqual([name, member, treatedGlobal(name, [member])?.treatment === 'value']);
    }
    expect(['resolve', 'main', 'cache', 'extensions'].map((member) => [PARTIAL_GLOBALS['require']?.(member), treatedGlobal('require', [member])?.treatment])).toEqual([[true, 'value'], [false, 'pure'], [false, 'uncovered'], [false, 'uncovered']]);
  });

  it('is which modules run live', () => {
    const boundary = new Boundary(noRules);
    for (const name of [...BUILTIN_MODULES, ...PREFIXED_BUILTIN_MODULES]) {
      expect([name, boundary.classify(`node:${name}`)]).toEqual([name, builtinSurface(name)?.live === true ? 'pure' : 'outside']);
    }
    // A live module wraps nothing, and a wrapped one leaves constants alone.
    for (const name of BUILTIN_MODULES) {
      const treatments = Object.keys(builtinSurface(name)?.members ?? {});
      if (builtinSurface(name)?.live === true) expect([name, treatments.filter((treatment) => treatment !== 'pure' && treatment !== 'uncovered')]).toEqual([name, []]);
    }
  });

  it('is what the runtime takes for timers, leaves and handles', () => {
    const all = [
      ...Object.entries(node.modules).flatMap(([name, exports]) => (BUILTIN_MODULES.has(name) && builtinSurface(name)?.live !== true && name !== 'process' ? Object.keys(exports).map((exported) => ({ path: `node:${name}.${exported}`, found: treatedExport(name, [exported]) })) : [])),
      ...namesOf(HOST_GLOBALS, 'schedule').map((name) => ({ path: `globalThis.${name}`, found: treatedGlobal(name, []) })),
      ...['process', 'crypto', 'Math', 'AbortSignal', 'performance'].flatMap((name) => Object.keys(node.members[name] ?? {}).map((member) => ({ path: `globalThis.${name}.${member}`, found: treatedGlobal(name, [member]) }))),
    ];
    const differing: string[] = [];
    let timers = 0;
    for (const { path, found } of all) {
      const treatment = found?.treatment;
      if (path.includes('._')) continue;
      const leaf = leafOf(path);
      const timer = leaf === 'always' || typeof leaf === 'number';
      if (timer) timers++;
      if (timer && treatment !== 'schedule') differing.push(`${path} is a timer, not ${treatment}`);
      if (leaf === 'without-functions' && !['value', 'effect', 'pure'].includes(treatment ?? '')) differing.push(`${path} is a leaf, not ${treatment}`);
      // What is read of it is an entry, a handle or a fact of the process.
      if (isStateful(path) && treatment !== 'handle' && treatment !== 'value') differing.push(`${path} is a handle or a value, not ${treatment}`);
    }
    expect(differing).toEqual([]);
    expect(all.length).toBeGreaterThan(700);
    expect(timers).toBeGreaterThan(12);
  });
});
