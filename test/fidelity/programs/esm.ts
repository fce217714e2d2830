// Where an ES module lies.
import { createRequire } from 'node:module';
import { attempt, say } from './say.js';

say('url', import.meta.url, import.meta.dirname, import.meta.filename);
say('relative', new URL('./data.txt', import.meta.url).href);
attempt('resolve', () => [import.meta.resolve('./say.js'), import.meta.resolve('node:fs')]);
attempt('resolve nothing', () => import.meta.resolve('no-such-package'));
const require = createRequire(import.meta.url);
attempt('createRequire', () => typeof (require('node:fs') as { readFileSync: unknown }).readFileSync);
attempt('createRequire.resolve', () => require.resolve('node:fs'));
attempt('createRequire of what is missing', () => require('./missing.cjs') as unknown);
const fs = await import('node:fs');
say('import()', fs.existsSync(import.meta.filename), typeof fs.default.readFileSync);
try {
  await import('no-such-package' as string);
} catch (error) {
  say('import() of what is missing', (error as { code: string }).code, error instanceof Error);
}
const later = await import('./imported.js');
say('import() of a module of the program', later.value);
