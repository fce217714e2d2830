// Synchronous functions that leave nothing for later, and some that only look like it.
import { createRequire } from 'node:module';
import { passthrough, record } from 'reprise';
import { say, vary } from './say.js';

const wait = (ms: number) => new Promise<void>((done) => { setTimeout(done, ms); });
const hash = record((text: string) => { let sum = Date.now() % 7; for (const letter of text) sum = (sum * 31 + letter.charCodeAt(0)) % 65_536; return { sum, random: Math.random() }; });
const quick = passthrough((n: number) => n + Math.floor(Math.random()));
/** @record */
function tagged(n: number) { return n * Math.random(); }
let total = 0;
for (let i = 0; i < 20_000; i++) total += hash(`line ${i}`).random + quick(i) + tagged(i);
vary(total);

// Where the package says whether it keeps contexts of what comes later. (Off, there is no such thing.)
const side = process.argv[2] === undefined ? undefined : createRequire(import.meta.url)(process.argv[2]) as { keepsContexts(): boolean };
vary(side?.keepsContexts());

// Through helpers of the program: an await, a promise of the outside, a timer, a stand-in.
const { now } = Date;
const later = setTimeout;
const helper = async () => { await null; return now(); };
const fetches = () => wait(1).then(() => Math.random());
const viaAwait = record(() => helper());
const viaThen = record(() => fetches());
const viaStandin = record((seen: number[]) => { later(() => { seen.push(now()); }, 1); });
const viaPrint = record(() => { console.log('printed'); return helper(); });
const seen: number[] = [];
say(typeof await viaAwait(), typeof await viaThen(), typeof await viaPrint());
viaStandin(seen);
await wait(5);
vary(Math.random());
const calls = record((visit: (n: number) => void) => { visit(1); return helper(); });
say(typeof await calls((n) => { vary(n, now()); }));
await Promise.all([1, 2, 3].map(async (n) => { await viaAwait(); tagged(n); vary(n); }));
