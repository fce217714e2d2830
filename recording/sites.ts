// Sites by number, as a recording names them.
import { Kind, type Entry } from './entry.js';

/** A place in the source. */
export interface Site { readonly file: string; readonly line: number; readonly column: number; readonly operation: string }

/** Sites by number; filled while the entries are read. */
export class SiteTable {
  readonly #sites: (Site | undefined)[] = [];

  get(site: number): Site | undefined {
    return this.#sites[site];
  }

  add(entry: Entry): void {
    if (entry.kind === Kind.Site) this.#sites[entry.site] = { file: entry.file, line: entry.line, column: entry.column, operation: '' };
    if (entry.kind !== Kind.Module) return;
    for (let i = 0; i * 3 < entry.sites.length; i++) {
      this.#sites[entry.firstSite + i] = { file: entry.file, line: Number(entry.sites[i * 3]), column: Number(entry.sites[i * 3 + 1]), operation: String(entry.sites[i * 3 + 2]) };
    }
  }
}
