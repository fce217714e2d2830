// A temporary folder with the workloads, compiled with and without the transformer.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const root = dirname(here);
const require = createRequire(import.meta.url);

/** Whether a package is there to be measured with. */
export function available(name) {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** Compiles the workloads; `plain/` and `dist/` of the folder hold the programs. */
export function openWorkshop() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'reprise-bench-')));
  cpSync(join(here, 'workloads'), join(folder, 'src'), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!name.startsWith('.') && name !== 'reprise') symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  }
  symlinkSync(root, join(folder, 'node_modules', 'reprise'), 'junction');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'bench', private: true }));
  compile(folder, 'plain', []);
  compile(folder, 'dist', [{ transform: 'reprise/transformer' }]);
  return { folder, close: () => rmSync(folder, { recursive: true, force: true }) };
}

function compile(folder, outDir, plugins) {
  const config = {
    compilerOptions: { target: 'es2022', module: 'node16', moduleResolution: 'node16', esModuleInterop: true, types: ['node'], rootDir: 'src', outDir, sourceMap: true, noCheck: true, plugins },
    include: ['src/*.ts'],
  };
  writeFileSync(join(folder, `tsconfig.${outDir}.json`), JSON.stringify(config));
  execFileSync(process.execPath, [join(root, 'node_modules/ts-patch/bin/tspc.js'), '-p', `tsconfig.${outDir}.json`], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
}
