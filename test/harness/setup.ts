// Runs once before all tests: packs the package and lays out the folder in which the tests' projects live.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startCompiler } from './compiler.js';
import { pack, root } from './package.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of all projects of this run; its node_modules holds the packed package and the compiler. */
    workshop: string;
    /** The packed tarball. */
    tarball: string;
    /** Port of the compiler that all projects share. */
    compiler: number;
    /** What the compiler said while the package was built. */
    problems: string;
  }
}

const LINKED = ['commander', 'magic-string', 'typescript', 'ts-patch', '@types', 'undici-types'];

export default async function setup({ provide }: TestProject): Promise<() => void> {
  const packed = pack();
  const workshop = realpathSync(mkdtempSync(join(tmpdir(), 'reprise-test-')));
  const modules = join(workshop, 'node_modules');
  mkdirSync(modules);
  for (const name of LINKED) symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction');
  cpSync(packed.folder, join(modules, 'reprise'), { recursive: true });
  writeFileSync(join(workshop, 'package.json'), '{ "private": true }\n');
  provide('workshop', workshop);
  provide('tarball', packed.tarball);
  provide('problems', packed.problems);
  const compiler = await startCompiler(workshop);
  provide('compiler', compiler.port);
  return () => {
    compiler.stop();
    rmSync(workshop, { recursive: true, force: true });
  };
}
