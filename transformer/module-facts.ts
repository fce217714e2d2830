// What a module's table says beside what the plan found in the source.

import { createHash } from 'node:crypto';
import { withoutByteOrderMark } from './parse.js';

/** Facts about the file that a printer puts into the module's table. */
export interface ModuleFacts {
  /** Version of this package. */
  readonly version: string;
  /** Digest of the plugin options that shape the output. */
  readonly options: string;
  /** Path relative to the file's package. */
  readonly file: string;
  /** First 16 hexadecimal digits of the SHA-256 of the source text. */
  readonly hash: string;
}

/** The hash by which a module's table names its source. */
export function sourceHash(text: string): string {
  return createHash('sha256').update(withoutByteOrderMark(text)).digest('hex').slice(0, 16);
}
