// What an audit reads in the files of packages.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, type Proposal } from '../../transformer/audit/index.js';

/** Files by package. */
const packages: Record<string, Record<string, string>> = {
  'computes': { 'index.js': "const part = require('./part');\nconst path = require('path');\nexports.add = (a, b) => part.one(a) + b + path.sep;", 'part.js': 'exports.one = (x) => Math.floor(x);' },
  'dates': { 'index.js': 'exports.day = (time) => time instanceof Date ? new Date(time).getDay() : Date.UTC(time);' },
  'environment': { 'index.js': "module.exports = process.env.NODE_ENV === 'production' ? require('./a') : require('./b');", 'a.js': '', 'b.js': 'exports.b = 1;' },
  'wrapped': { 'index.js': "(function (global, factory) { typeof exports === 'object' && typeof module !== 'undefined' ? factory(exports) : typeof define === 'function' && define.amd ? define(['exports'], factory) : (global = global || self, factory(global.wrapped = {})); })(this, function (exports) { exports.x = 1; });" },
  'modern': { 'package.json': '{ "name": "modern", "type": "module", "exports": { "import": "./lib/index.mjs" } }', 'lib/index.mjs': "export { twice } from './twice.js';", 'lib/twice.js': "import { add } from 'computes';\nexport const twice = (x) => add(x, x);" },
  'clock': { 'index.js': '\nexports.now = () => new Date();\nexports.then = setTimeout;' },
  'random': { 'index.js': "const { randomBytes } = require('crypto');\nexports.id = () => randomBytes(8);" },
  'uses-clock': { 'index.js': "exports.clock = require('clock');" },
  'here': { 'index.js': "exports.there = require('there');" },
  'there': { 'index.js': "exports.here = require('here'); exports.log = () => console.log('x');" },
  'native': { 'index.js': "module.exports = require('./build/addon.node');", 'build/addon.node': '' },
  'computed': { 'index.js': 'exports.load = (name) => require(name);' },
  'incomplete': { 'index.js': "require('./missing'); require('not-there');" },
  'huge': { 'index.js': `exports.x = 1;${' '.repeat(6_000_001)}` },
  'patches': { 'index.js': 'Array.prototype.last = function () { return this[this.length - 1]; };' },
  'zod': { 'index.js': 'exports.id = () => Math.random();\nexports.later = () => Date.now();' },
  'uses-tslib': { 'index.js': "require('tslib');" },
  'tslib': { 'index.js': "exports.AsyncIterator = typeof AsyncIterator === 'function' ? AsyncIterator : Object;" },
  'evaluates': { 'index.js': "exports.run = (text) => new Function(text)();" },
};

let folder: string;
let proposals: ReadonlyMap<string, Proposal>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reprise-packages-'));
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  for (const [name, files] of Object.entries(packages)) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    for (const [path, text] of Object.entries(files)) write(`node_modules/${name}/${path}`, text);
  }
  write('package.json', '{ "name": "importing" }');
  write('tsconfig.json', JSON.stringify({ compilerOptions: { module: 'node16', types: [], noLib: true, plugins: [{ transform: 'reprise/transformer', pure: ['clock', 'computes'] }] }, files: ['main.ts'] }));
  write('main.ts', `${[...Object.keys(packages), 'absent'].map((name, at) => `import * as p${at} from '${name}';`).join('\n')}\nimport fs from 'node:fs';\nimport data from './data.json';\nexport const all = [fs, data, ${Object.keys(packages).map((_, at) => `p${at}`).join(', ')}];`);
  proposals = new Map(audit(ts, join(folder, 'tsconfig.json'), true).proposals?.map((proposal) => [proposal.name, proposal]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const places = (name: string): string[] => proposals.get(name)!.evidence.map(({ file, line, column, operation, category }) => `${file}:${line}:${column} ${operation}, ${category}`);

describe('a package', () => {
  it.each(['computes', 'dates', 'environment', 'wrapped', 'modern'])('%s computes alone', (name) => {
    expect(proposals.get(name)).toMatchObject({ proposal: 'pure', reasons: [], evidence: [] });
  });

  it('of the table is pure where it does what is known of it, and another package with it', () => {
    const known = [{ package: 'tslib', root: 'AsyncIterator', use: 'the prototype of what async generators give, if there is one', places: 1 }];
    for (const name of ['tslib', 'uses-tslib']) expect(proposals.get(name)).toMatchObject({ proposal: 'pure', evidence: [], known });
    expect(proposals.get('zod')).toMatchObject({ proposal: 'outside', known: [{ root: 'Math.random' }] });
    expect(places('zod')).toEqual(['zod/index.js:2:23 Date.now, time']);
  });

  it.each([
    ['clock', ['clock/index.js:2:21 new Date, time', 'clock/index.js:3:16 setTimeout, timers']],
    ['random', ['random/index.js:2:20 randomBytes, randomness']],
    ['uses-clock', ['clock/index.js:2:21 new Date, time', 'clock/index.js:3:16 setTimeout, timers']],
    ['here', ['there/index.js:1:53 console.log, input and output']],
    ['there', ['there/index.js:1:53 console.log, input and output']],
    ['patches', ['patches/index.js:1:1 Array.prototype.last, computing']],
    ['evaluates', ['evaluates/index.js:1:25 new Function, engine']],
  ])('%s meets the outside', (name, expected) => {
    expect(proposals.get(name)?.proposal).toBe('outside');
    expect(places(name)).toEqual(expected);
  });

  it.each([
    ['native', ['native/build/addon.node is native code']],
    ['computed', ['computed/index.js:1 loads what is computed']],
    ['incomplete', ['./missing is not there, which incomplete/index.js imports', 'not-there is not installed']],
    ['huge', ['huge is too large to be read']],
    ['absent', ['absent is not installed']],
  ])('%s cannot be told', (name, reasons) => {
    expect(proposals.get(name)).toMatchObject({ proposal: 'unknown', evidence: [], reasons });
  });

  it('counts its files, and those of the packages that it uses, once', () => {
    expect(['computes', 'modern', 'here', 'there'].map((name) => proposals.get(name)?.files)).toEqual([2, 4, 2, 2]);
  });

  it('is one of node_modules: modules of Node and the own files are none', () => {
    expect([...proposals.keys()].sort()).toEqual([...Object.keys(packages), 'absent'].sort());
    expect(proposals.get('clock')?.class).toBe('pure');
  });
});

it('what is called pure and is not is a problem', () => {
  const { modules } = audit(ts, join(folder, 'tsconfig.json'), true);
  expect(modules.filter(({ problem }) => problem !== undefined).map(({ name, problem }) => [name, problem?.code])).toEqual([['clock', 'impure-package']]);
});
