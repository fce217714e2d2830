// What is built and packed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';
import { installed } from '../harness/index.js';

describe('the package', () => {
  it('compiles without a complaint', () => {
    expect(inject('problems')).toBe('');
  });

  it('holds what its package.json points to', () => {
    const { main, types, bin, exports } = JSON.parse(readFileSync(installed('package.json'), 'utf8')) as Record<string, unknown>;
    const paths: string[] = [];
    const collect = (value: unknown): void => {
      if (typeof value === 'string') paths.push(value);
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
    };
    collect([main, types, bin, exports]);
    expect(paths.length).toBeGreaterThan(8);
    expect(paths.filter((path) => !existsSync(installed(path)))).toEqual([]);
  });

  it('resolves for tools that know no "exports"', () => {
    for (const name of ['transformer', 'runtime']) {
      const { main, types } = JSON.parse(readFileSync(installed(name, 'package.json'), 'utf8')) as { main: string; types: string };
      expect([existsSync(installed(name, main)), existsSync(installed(name, types))]).toEqual([true, true]);
    }
  });

  it('holds neither sources nor tests', () => {
    const names = readdirSync(installed(), { recursive: true }).map(String);
    expect(names.filter((name) => /(?<!\.d)\.m?ts$|(^|[\\/])(test|samples|bench|scripts)([\\/]|$)/.test(name))).toEqual([]);
  });
});
