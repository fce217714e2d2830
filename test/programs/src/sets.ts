// The program puts functions into sets of a package, which calls them.
import { config, emit, fire, listeners } from 'crowd';

const seen: string[] = [];
const once = (text: string): void => {
  seen.push(`once ${text}`);
  listeners.delete(once);
};
listeners.add(once);
listeners.add((text: string) => { seen.push(`${text} at ${typeof Date.now()}`); });
emit('first');
emit('second');
config.hooks.add((text: string) => text.length);
console.log(fire(), config.level, config);
console.log(seen, listeners.has(once), [...listeners].length, listeners instanceof Set);
