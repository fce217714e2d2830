// A temporary folder with the workloads, compiled with and without the transformer.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const root = dirname(here);

/** Where the tests of packages keep what they installed. */
const PACKAGES = join(root, 'node_modules/.cache/reprise-packages');

/** Folders with packages: our own, and those that the tests installed. */
function packageFolders() {
  const tested = existsSync(PACKAGES) ? readdirSync(PACKAGES).map((name) => join(PACKAGES, name, 'node_modules')) : [];
  return [join(root, 'node_modules'), ...tested].filter((folder) => existsSync(folder));
}

/** Whether a package is there to be measured with. */
export function available(name) {
  return packageFolders().some((folder) => existsSync(join(folder, name)));
}

/** Compiles the workloads; `plain/` and `dist/` of the folder hold the programs. */
export function openWorkshop() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'reprise-bench-')));
  cpSync(join(here, 'workloads'), join(folder, 'src'), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  for (const packages of packageFolders()) {
    for (const name of readdirSync(packages)) {
      const link = join(folder, 'node_modules', name);
      if (!name.startsWith('.') && name !== 'reprise' && !existsSync(link)) symlinkSync(join(packages, name), link, 'junction');
    }
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
