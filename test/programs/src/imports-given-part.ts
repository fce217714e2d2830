import { make } from 'lazily';
export const made = make(3);
/** What a package calls when it has loaded this. */
export function run(n: number) { console.log('run', n, Math.random() < 2, Date.now() > 0); return n * 2; }
