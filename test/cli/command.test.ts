// How the runtime gets into the command that people type.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asNode, launch, ownFlags } from '../../cli/command.js';
import { entryOf } from '../../cli/entry.js';
import { matcher } from '../../cli/spec.js';

let folder: string;
let script: string;
const orders = { mode: 'record', file: '/recordings/x.reprise' } as const;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reprise-command-'));
  script = join(folder, 'main.js');
  writeFileSync(script, '');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a command that starts Node', () => {
  it.each<[string[], ReturnType<typeof asNode>]>([
    [['node', 'main.js', '--port', '80'], { node: 'node', flags: [], script: 'main.js', args: ['--port', '80'] }],
    [['/usr/bin/node', '--stack-size=2000', '-r', './a.js', '--import', './b.js', 'main.js'], { node: '/usr/bin/node', flags: ['--stack-size=2000', '-r', './a.js', '--import', './b.js'], script: 'main.js', args: [] }],
    [['node', '-e', 'code', 'x'], { node: 'node', flags: ['-e', 'code', 'x'], script: undefined, args: [] }],
    [['main.mjs', 'x'], { node: process.execPath, flags: [], script: 'main.mjs', args: ['x'] }],
  ])('%j is split into Node, flags, script and arguments', (command, parts) => {
    expect(asNode(command)).toEqual(parts);
  });

  it.each([[['npm', 'start']], [['npx', 'node', 'main.js']], [['sh', '-c', 'node main.js']], [['./nodemon']]])('%j is not one', (command) => {
    expect(asNode(command)).toBeUndefined();
  });

  it('gets the runtime before its own flags', () => {
    const { file, args, env } = launch(['node', '--stack-size=2000', script, 'x'], orders, { PATH: '/bin' });
    expect({ file, args, env }).toEqual({
      file: 'node',
      args: ['--enable-source-maps', '--require', expect.stringMatching(/runtime[\\/]boot\.js$/), '--stack-size=2000', script, 'x'],
      env: { PATH: '/bin', REPRISE_MODE: 'record', REPRISE_FILE: '/recordings/x.reprise' },
    });
  });
});

describe('any other command', () => {
  it('gets the runtime by NODE_OPTIONS, behind what is there', () => {
    const { file, args, env } = launch(['npm', 'start'], orders, { NODE_OPTIONS: '--stack-trace-limit=50' });
    expect([file, ...args]).toEqual(['npm', 'start']);
    expect(env['NODE_OPTIONS']).toMatch(/^--stack-trace-limit=50 --enable-source-maps --require .*boot\.js$/);
    expect(env['REPRISE_NODE_OPTIONS']).toBe('--stack-trace-limit=50');
  });
});

describe('the flags of a recorded process', () => {
  it('come back without the runtime and the inspector', () => {
    expect(ownFlags(['--enable-source-maps', '--require', '/x/node_modules/reprise/dist/runtime/boot.js', '--inspect-brk=0', '--inspect', '--stack-size=2000', '-r', './own.js']))
      .toEqual(['--stack-size=2000', '-r', './own.js']);
  });
});

describe('the identity of a program', () => {
  it('is the path of its entry in the nearest package, with forward slashes', () => {
    writeFileSync(join(folder, 'package.json'), '{}');
    expect(entryOf(join(folder, 'dist', 'deep', 'main.js'))).toBe('dist/deep/main.js');
  });
});

describe('a pattern', () => {
  it('without * and ? is a part of the text, with them the whole of it', () => {
    const judged = (pattern: string) => ['fs.readFile', 'fs.readFileSync', 'readFile'].filter(matcher(pattern));
    expect(judged('readFile')).toEqual(['fs.readFile', 'fs.readFileSync', 'readFile']);
    expect(judged('fs.readFile?ync')).toEqual(['fs.readFileSync']);
    expect(judged('*.readFile')).toEqual(['fs.readFile']);
    expect(judged('fs?readFile')).toEqual(['fs.readFile']);
    expect(judged('(')).toEqual([]);
  });
});
