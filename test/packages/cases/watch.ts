// chokidar, and fs.watch below it.
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, watch as watchNative, writeFileSync } from 'node:fs';
import { watch as watchAll } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { watch, FSWatcher } from 'chokidar';

const folder = mkdtempSync(join(tmpdir(), 'watch-'));
mkdirSync(join(folder, 'inner'));
writeFileSync(join(folder, 'inner', 'old.txt'), 'old');
const watcher = watch(folder, { ignored: (path) => path.endsWith('.log') });
console.log(watcher instanceof FSWatcher);
watcher.on('all', (event, path, stats) => { console.log(event, relative(folder, path) || '.', stats?.isFile() ?? '-'); });
await new Promise<void>((done) => { watcher.on('ready', () => { done(); }); });
const next = (event: string) => new Promise<string>((done) => { (watcher as unknown as NodeJS.EventEmitter).once(event, done); });
const added = next('add');
writeFileSync(join(folder, 'new.txt'), 'new');
writeFileSync(join(folder, 'ignored.log'), 'no');
await added;
const changed = next('change');
appendFileSync(join(folder, 'new.txt'), ' and changed');
await changed;
const removed = next('unlink');
rmSync(join(folder, 'new.txt'));
await removed;
console.log(Object.keys(watcher.getWatched()).length);
await watcher.close();

const native = watchNative(folder, { persistent: true }, (event, name) => { console.log('~', event, name); });
writeFileSync(join(folder, 'native.txt'), 'x');
await sleep(30);
native.close();
const controller = new AbortController();
setTimeout(() => { renameSync(join(folder, 'native.txt'), join(folder, 'renamed.txt')); }, 10);
setTimeout(() => { controller.abort(); }, 60);
try {
  for await (const { eventType, filename } of watchAll(folder, { signal: controller.signal })) console.log('~', eventType, filename);
} catch (error) {
  console.log((error as Error).name);
}
rmSync(folder, { recursive: true });
