// The build that is tested.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const dist = join(root, 'dist');
const require = createRequire(import.meta.url);
export const ts = require('typescript');
export const { default: plugin, instrument } = require(join(dist, 'transformer/index.js'));
