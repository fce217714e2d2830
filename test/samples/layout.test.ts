// What every sample has.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../harness/index.js';

const folder = join(root, 'samples');
const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

describe.each(names)('the sample %s', (name) => {
  it.each(['tsconfig.json', 'package.json', 'README.md', 'demo.mjs', 'src/main.ts'])('has a %s', (file) => {
    expect(existsSync(join(folder, name, file))).toBe(true);
  });

  it('is listed in the README of the project, and tested', () => {
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`(samples/${name})`);
    expect(existsSync(join(__dirname, `${name}.test.ts`))).toBe(true);
  });
});
