// Recordings made by hand, for tests of what reads them.
import { rmSync } from 'node:fs';
import { RecordingWriter } from '../../recording/writer.js';
import { leafNumber } from '../../recording/entry.js';
import type { Header } from '../../recording/header.js';

/** A header like that of a real run. */
export function header(further: Partial<Header> = {}): Omit<Header, 'format' | 'features'> {
  const stream = { isTTY: false, columns: undefined, rows: undefined, colorDepth: 1 };
  return {
    tool: '0.1.0', node: process.version, platform: 'linux', arch: 'x64', execArgv: [], execPath: process.execPath,
    argv: [process.execPath, '/nowhere/program/dist/main.js', '--port', '80'], cwd: '/nowhere/program', entry: 'dist/main.js',
    timeZone: 'Asia/Kathmandu', locale: 'de-AT', env: { HOME: '/home/ada' }, startedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    stdout: stream, stderr: stream, timeOrigin: 0, ...further,
  };
}

/** Makes a recording; `write` adds its entries. */
export function handmade(file: string, write: (writer: RecordingWriter) => void, further?: Partial<Header>): string {
  rmSync(file, { force: true });
  const writer = new RecordingWriter(file, (error) => { throw error; });
  writer.create(header(further));
  write(writer);
  writer.close();
  return file;
}

/** The recording of a program that reads the clock twice and a random number once, in two files. */
export function sample(file: string, further?: Partial<Header>): string {
  return handmade(file, (writer) => {
    const module = { hash: '0123456789abcdef', format: 'commonjs' as const, version: '0.1.0', outside: [] };
    writer.module({ ...module, module: 1, file: 'src/main.ts', location: '/nowhere/program/dist/main.js', firstSite: 1, sites: [3, 9, 'Date.now', 4, 9, 'Math.random'] });
    writer.module({ ...module, module: 2, file: 'src/billing/rate.ts', location: '/nowhere/program/dist/billing/rate.js', firstSite: 3, sites: [7, 1, 'Date.now'] });
    writer.clockRead(1, leafNumber('Date.now'), 1000);
    writer.elapsed(15);
    writer.leafDouble(2, leafNumber('Math.random'), 0.25);
    writer.elapsed(5);
    writer.clockRead(3, leafNumber('Date.now'), 1020);
    writer.output(1, Buffer.from('done\n'));
    writer.end('exit', 3, '', 4, 0);
  }, further);
}
