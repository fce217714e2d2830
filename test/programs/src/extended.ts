// A package puts objects of its own into an array that the program has got before, and gives it once more: what awaits it finds stand-ins.
import { find, withCallback } from 'extender';

interface Row { readonly title: string; readonly loud: string }
const loud = (row: Row): string => { console.log('computed', Date.now() > 0); return row.title.toUpperCase(); };
async function main(): Promise<void> {
  const rows: Row[] = await find(async (query: () => PromiseLike<Row[]>) => { const found = await query(); console.log('found', found.length); return found; }, loud);
  console.log(rows.map((row) => row.loud));
  const given = await new Promise<Row[]>((resolve) => { withCallback((some: Row[], again?: () => void) => { if (again === undefined) resolve(some); else again(); }, loud); });
  console.log(given.map((row) => row.loud));
}
void main();
