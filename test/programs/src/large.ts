// A package writes into each of several thousand objects that it was given at once: in the call, and later.
import { mark, markLater } from 'crowd';

interface Row { n: number; marked?: number; late?: boolean; inner: { marked?: number } }
const rows = Array.from({ length: 1_500 }, (_, n): Row => ({ n, inner: {} }));
mark(rows);
mark(rows.map(({ inner }) => inner));
console.log(rows.filter(({ marked }) => marked !== undefined).length, rows[1_499]);
markLater(rows, () => { console.log(rows.filter(({ late }) => late).length); });
