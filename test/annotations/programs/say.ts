// Lines that every run prints, and lines behind `~` that differ from run to run but not in a replay.
export const say = (...parts: unknown[]): void => { console.log(parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ')); };
export const vary = (...parts: unknown[]): void => { say('~', ...parts); };
