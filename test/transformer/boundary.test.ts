// Rules are applied in order. That the tables know all that this Node has is tested in test/audit/table.test.ts.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Boundary, normaliseSpecifier } from '../../transformer/boundary/index.js';
import { Packages } from '../../transformer/package-info.js';
import { checkOptions, optionsDigest } from '../../transformer/options.js';
import { pathAliases } from '../../transformer/path-aliases.js';
import { noRules } from './planned.js';

const plain = new Boundary(noRules);

describe('classification', () => {
  it.each([
    ['./x.js', 'program'], ['..', 'program'], ['/abs/x.js', 'program'], ['#internal', 'program'], ['C:\\x.js', 'program'], ['file:///x.js', 'program'],
    ['reprise', 'pure'], ['reprise/runtime', 'pure'], ['reprised', 'outside'],
    ['fs', 'outside'], ['node:fs/promises', 'outside'], ['node:sqlite', 'outside'], ['stream', 'outside'], ['node:async_hooks', 'outside'],
    ['path', 'pure'], ['node:path/posix', 'pure'], ['node:util', 'pure'],
    ['tslib', 'pure'], ['react/jsx-runtime', 'pure'], ['react-dom', 'outside'], ['lodash', 'outside'], ['@scope/pkg/sub', 'outside'], ['pkg/data.json', 'pure'],
  ])('%s is %s', (specifier, expected) => {
    expect(plain.classify(specifier)).toBe(expected);
  });

  it('follows the rules of the project', () => {
    const boundary = new Boundary({ pure: ['lodash', '@pure/*', 'node:os'], program: ['@app/*', 'shared'], outside: ['lodash/now', 'react', 'util'], aliases: ['@/*', 'config', '*'], packageName: 'self', isLinked: (name) => name === 'linked' });
    const classes = ['lodash', 'lodash/map', 'lodash/now', '@pure/x', 'os', 'node:os', '@app/core/deep', 'shared/x', 'react/jsx-runtime', 'node:util', '@/models', 'config', 'self', 'self/sub', 'linked/sub', 'other']
      .map((specifier) => boundary.classify(specifier));
    expect(classes).toEqual(['pure', 'pure', 'outside', 'pure', 'pure', 'pure', 'program', 'program', 'outside', 'outside', 'program', 'program', 'program', 'program', 'program', 'outside']);
  });

  it('knows modules by what lies below baseUrl, as the compiler does', () => {
    const files = ['/app/src/main.ts', '/app/src/users/index.ts', '/app/src/users/users.service.mts', '/app/src/types.d.ts', '/other/lodash.ts', '/app/node_modules/pkg/index.ts', '/app/config.ts'];
    const boundary = new Boundary({ ...noRules, aliases: pathAliases({ baseUrl: '/app/', paths: { '@/*': ['src/*'] } }, files) });
    expect(['src/main', 'src/main.js', 'src/users', 'src/users/index', 'src/users/users.service.mjs', 'config', '@/main'].map((one) => boundary.classify(one))).toEqual(Array(7).fill('program'));
    expect(['src/types', 'src/other', 'lodash', 'pkg', 'users'].map((one) => boundary.classify(one))).toEqual(Array(5).fill('outside'));
    expect(pathAliases({}, files)).toEqual([]);
  });

  it('takes the name of the package for another one that is installed, as Node does unless the package has exports', () => {
    const base = mkdtempSync(join(tmpdir(), 'named-'));
    onTestFinished(() => { rmSync(base, { recursive: true }); });
    const selfNamed = (folder: string, manifest: object): boolean => {
      mkdirSync(join(base, folder), { recursive: true });
      writeFileSync(join(base, folder, 'package.json'), JSON.stringify(manifest));
      return new Packages(base).of(join(base, folder, 'main.ts')).selfNamed;
    };
    mkdirSync(join(base, 'node_modules/taken'), { recursive: true });
    expect(selfNamed('free', { name: 'free' })).toBe(true);
    expect(selfNamed('taken', { name: 'taken' })).toBe(false);
    expect(selfNamed('exporting', { name: 'taken', exports: './main.js' })).toBe(true);
    expect(selfNamed('nameless', {})).toBe(false);
  });

  it('names builtins with their prefix', () => {
    expect(['fs', 'node:fs', 'test', 'pkg'].map(normaliseSpecifier)).toEqual(['node:fs', 'node:fs', 'test', 'pkg']);
  });
});

describe('options', () => {
  it('default to instrumenting, and the environment overrides them', () => {
    expect(checkOptions({ transform: 'reprise/transformer' }, {})).toEqual({ instrument: true, pure: [], program: [], outside: [] });
    expect(checkOptions({ instrument: false }, {}).instrument).toBe(false);
    expect(checkOptions({ instrument: false }, { REPRISE_INSTRUMENT: '1' }).instrument).toBe(true);
    expect(checkOptions({}, { REPRISE_INSTRUMENT: '0' }).instrument).toBe(false);
  });

  it('are refused if unknown or malformed', () => {
    expect(() => checkOptions({ instrumnet: true }, {})).toThrow('reprise: the plugin entry of tsconfig.json has an unknown option "instrumnet".\nDid you mean "instrument"?');
    expect(() => checkOptions({ verbose: true }, {})).toThrow('Known options are instrument, pure, program, outside.');
    expect(() => checkOptions({ pure: 'lodash' }, {})).toThrow('the plugin option "pure" is "lodash".\nIt has to be a list of module names.');
    expect(() => checkOptions({ instrument: 'yes' }, {})).toThrow('true or false');
    expect(() => checkOptions({}, { REPRISE_INSTRUMENT: 'true' })).toThrow('REPRISE_INSTRUMENT is "true".');
  });

  it('have a digest that does not depend on their order', () => {
    const digest = (pure: string[]): string => optionsDigest(checkOptions({ pure }, {}));
    expect(digest(['a', 'b'])).toBe(digest(['b', 'a']));
    expect(digest(['a'])).not.toBe(digest(['b']));
  });
});
