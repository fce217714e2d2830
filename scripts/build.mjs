// Builds dist/ from the sources. `npm ci` runs it through "prepublish", `npm pack` through "prepack": a "prepare" script
// would make npm warn of install scripts wherever the packed package is installed.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { BUILT, builtNow } from './built.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');

rmSync(join(root, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.json')], { stdio: 'inherit' });
bundle(join(root, 'dist'));
chmodSync(join(root, 'dist/cli/main.js'), 0o755);

mkdirSync(dirname(join(root, BUILT)), { recursive: true });
writeFileSync(join(root, BUILT), builtNow(root));
