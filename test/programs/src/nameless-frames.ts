// Frames of functions without a name, where Node maps them to their source.
const frames = (error: unknown): string => (error as Error).stack!.split('\n').slice(1, 4).filter((line) => !line.includes('node:')).map((line) => line.trim().replace(/\(.*\//, '(')).join(', ');

const thrown = (run: () => void): string => { try { run(); } catch (error) { return frames(error); } return ''; };
console.log(thrown(() => { throw new Error('arrow'); }));
console.log([1].map(() => frames(new Error('callback')))[0]);
void (async () => { await null; console.log(frames(new Error('async'))); })();
async function named(): Promise<void> { await (async () => { await null; console.log(frames(new Error('awaited'))); })(); }
void named();
console.log(frames(new Error('top')).split(',')[0], Math.random() < 2);
