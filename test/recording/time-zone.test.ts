// The time zone that a recording keeps.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { timeZone } from '../../runtime/time-zone.js';

const folder = mkdtempSync(join(tmpdir(), 'reprise-zone-'));
afterAll(() => { rmSync(folder, { recursive: true }); });
const asked = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A link to a file of a time zone database. */
function linked(name: string): string {
  const file = join(folder, 'zoneinfo', name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '');
  const link = join(folder, name.replaceAll('/', '-'));
  symlinkSync(file, link);
  return link;
}

it('is what a variable says', () => {
  expect(timeZone({ TZ: 'Asia/Kathmandu' }, linked('Europe/Vienna'))).toBe('Asia/Kathmandu');
});

it.each(['America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'UTC'])('is the one that the system has a link to: %s', (name) => {
  expect(timeZone({}, linked(name))).toBe(name);
});

it('is asked for if there is no such link', () => {
  writeFileSync(join(folder, 'copy'), 'TZif2');
  for (const local of [join(folder, 'copy'), join(folder, 'nowhere'), linked('posix/Europe/Rome'), linked('posixrules')]) expect(timeZone({}, local)).toBe(asked);
});

it('means the same to the host as what it would choose', () => {
  expect(new Intl.DateTimeFormat('en', { timeZone: timeZone({}) }).resolvedOptions().timeZone).toBe(new Intl.DateTimeFormat('en', { timeZone: asked }).resolvedOptions().timeZone);
});
