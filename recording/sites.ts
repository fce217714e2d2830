// Sites by number, as a recording names them.
import { ASSUMED, Kind, type Entry } from './entry.js';

/** A place in the source; `assumed` where the recorder took it from earlier crossings of the kind (`~` in what people read). */
export interface Site { readonly file: string; readonly line: number; readonly column: number; readonly operation: string; readonly assumed?: true }

/** Sites by number; filled while the entries are read. */
export class SiteTable {
  readonly #sites: (Site | undefined)[] = [];

  get(site: number): Site | undefined {
    return this.#sites[site];
  }

  add(entry: Entry): void {
    if (entry.kind === Kind.Site) {
      const { file, line, column } = entry;
      this.#sites[entry.site] = file.startsWith(ASSUMED) ? { file: file.slice(ASSUMED.length), line, column, operation: '', assumed: true } : { file, line, column, operation: '' };
    }
    if (entry.kind !== Kind.Module) return;
    for (let i = 0; i * 3 < entry.sites.length; i++) {
      this.#sites[entry.firstSite + i] = { file: entry.file, line: Number(entry.sites[i * 3]), column: Number(entry.sites[i * 3 + 1]), operation: String(entry.sites[i * 3 + 2]) };
    }
  }
}
