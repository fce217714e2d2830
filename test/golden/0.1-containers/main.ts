import diagnostics from 'node:diagnostics_channel';
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import v8 from 'node:v8';

// Data that holds buffers, dates and URLs, and more than 64 objects, goes out before functions and objects that get numbers:
// recordings without the feature `nested-writes` counted only the first 64 objects, arrays, maps and sets.
const say = (...values: unknown[]): void => { console.log(...values); };

const path = `golden-${process.pid}`;
const fd = fs.openSync(path, 'w+');
fs.writevSync(fd, [Buffer.from('alpha'), Buffer.from('beta')]);
const rows = Array.from({ length: 100 }, (_, i) => ({ i, at: new Date(i), where: new URL(`http://host/${i}`) }));
say(v8.serialize({ at: new Date(5), bytes: new Uint8Array(3), deep: [{ pattern: /a/g }] }).length > 0, v8.serialize(rows.map(({ i, at }) => ({ i, at }))).length > 0);
const channel = diagnostics.channel('golden');
channel.subscribe((message) => { const { rows: got, at } = message as { rows: typeof rows; at: Date }; say('heard', got === rows, got.length, at.getTime()); });
channel.publish({ rows, at: new Date(7), map: new Map([['k', new Date(8)]]) });
fs.read(fd, Buffer.alloc(4), 0, 4, 1, (_error, count, buffer) => {
  say('read', count, String(buffer));
  fs.closeSync(fd);
  fs.rmSync(path);
  const emitter = new EventEmitter();
  emitter.on('x', (n: number) => { say('emitted', n); });
  setTimeout((given: Date, list: unknown[]) => {
    say('later', given.getTime(), list.length);
    emitter.emit('x', Math.random() < 2 ? 1 : 2);
    process.exitCode = 7;
  }, 1, new Date(9), [new Date(10), Buffer.from('z')]);
});
