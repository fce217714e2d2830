// What the outside writes where no property shows it, and in how many objects.
import { mkdtempSync, openSync, read, readSync, readv, readvSync, rmSync, writeFileSync, closeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTime, number, turn, turnOne } from 'writer';

const make = () => ({
  date: new Date(5), pattern: /a/g, url: new URL('http://host/path?a=1'), params: new URLSearchParams('gone=1&stays=2'),
  headers: new Headers({ 'x-list': 'a', 'x-gone': '1' }), bytes: new Uint8Array(3), memory: new ArrayBuffer(2), view: new DataView(new ArrayBuffer(4)),
});
const show = ({ date, pattern, url, params, headers, bytes, memory, view }: ReturnType<typeof make>): string => JSON.stringify([
  date.getTime(), pattern.lastIndex, url.href, String(params), [...headers], [...bytes], [...new Uint8Array(memory)], view.getInt16(0),
]);

async function main(): Promise<void> {
  const things = make();
  console.log(turn(things), show(things));
  turn({ ...things, deeper: [things] });
  console.log(show(things));
  for (const one of [things.url, things.params, things.headers, things.url.searchParams]) turnOne(one);
  console.log(show(things));
  await new Promise<void>((done) => { inTime(things, done); });
  console.log(show(things));

  const rows = Array.from({ length: 300 }, () => ({ at: new Date(0) }) as { at: Date; id?: number });
  number(rows);
  console.log(rows.map(({ id, at }) => `${id} ${at.getTime()}`).join());

  const folder = mkdtempSync(join(tmpdir(), 'slots-'));
  const path = join(folder, 'file');
  writeFileSync(path, 'abcdefghij');
  const fd = openSync(path, 'r');
  const buffers = Array.from({ length: 7 }, () => Buffer.alloc(2));
  const [a, b, c, d, e, f, g] = buffers as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];
  readvSync(fd, [a, b], 0);
  readSync(fd, c, { position: 4 });
  await new Promise<void>((done) => { readv(fd, [d], 1, () => { done(); }); });
  await new Promise<void>((done) => { read(fd, { buffer: e, position: 2 }, () => { done(); }); });
  const file = await open(path);
  await file.read({ buffer: f, position: 3 });
  await file.readv([g], 5);
  await file.close();
  closeSync(fd);
  rmSync(folder, { recursive: true });
  console.log(buffers.join(' '));
}
void main();
