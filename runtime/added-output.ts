// Output that a changed program adds in a replay: a console.log put there to look at a value. It is printed aside, and the
// replay goes on; anything else that the recording does not have ends it.
import type { ModuleTable } from '../contract/emitted.js';
import type { ModuleEntry } from '../recording/entry.js';
import { describeSite } from '../recording/describe.js';
import type { Site } from '../recording/sites.js';
import { print } from './report.js';

/** Sites of this process, by number, which the recorded sources do not have: from, to (without). */
const added: (readonly [from: number, to: number])[] = [];
let lines = 0;

/** Elements of a table of sites that belong to one. */
const SITE = 3;

/**
 * Compares the sites of a changed source with the recorded ones: what lies between those that are the same from the
 * beginning, and those that are the same from the end on, but for the lines that were put in before, is new.
 *
 * @param first - number of the module's first site in this process
 */
export function noteAddedSites(recorded: ModuleEntry, table: ModuleTable, first: number): void {
  const [before, now] = [recorded.sites, table.sites];
  const fewest = Math.min(before.length, now.length) / SITE;
  let same = 0;
  while (same < fewest && isSame(before, same, now, same, 0)) same++;
  let behind = 0;
  const shift = Number(now.at(-SITE)) - Number(before.at(-SITE));
  while (behind < fewest - same && isSame(before, before.length / SITE - behind - 1, now, now.length / SITE - behind - 1, shift)) behind++;
  const end = now.length / SITE - behind;
  if (end > same) added.push([first + same, first + end]);
}

function isSame(before: readonly (string | number)[], old: number, now: readonly (string | number)[], present: number, shift: number): boolean {
  const [a, b] = [old * SITE, present * SITE];
  return Number(before[a]) + shift === Number(now[b]) && before[a + 1] === now[b + 1] && before[a + 2] === now[b + 2];
}

/** Whether the recorded sources may lack a site; false for all where no source has changed. */
export function isAddedSite(site: number): boolean {
  return added.some(([from, to]) => site >= from && site < to);
}

/** Whether there are such sites at all. */
export function hasAddedSites(): boolean {
  return added.length > 0;
}

/** Prints aside what the recorded program did not print. */
export function printAdded(text: string, place: Site | undefined): void {
  lines++;
  print(2, Buffer.from(`reprise: added output${place === undefined ? '' : ` at ${describeSite(place)}`}: ${text.endsWith('\n') ? text : `${text}\n`}`));
}

/** How often that was. */
export function addedOutputs(): number {
  return lines;
}
