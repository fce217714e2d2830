// What is said of the parts of a recording that cannot be read.
import type { Damage, Recording } from '../recording/index.js';
import { counted } from './terminal.js';

/** Where bytes cannot be read: `44 bytes from offset 6017 on`. */
export function damagedPart({ lost, offset }: Damage): string {
  return `${counted(lost, 'byte')} from offset ${offset} on`;
}

/** What is said of an index that cannot be read; undefined if it can. Known once the entries were read. */
export function indexText({ indexDamage }: Recording): string | undefined {
  return indexDamage === undefined ? undefined : `the index is damaged (${damagedPart(indexDamage)}: ${indexDamage.reason}), and was made again from the entries: none is missing`;
}

/** A line for each part of a recording that cannot be read, its index too. Known once the entries were read. */
export function damageLines(recording: Recording): string[] {
  const index = indexText(recording);
  return [...recording.damages.map((damage) => `${damagedPart(damage)} cannot be read: ${damage.reason}`), ...(index === undefined ? [] : [index])];
}
