// `node bench/transformer.mjs [lines] [rounds]`: what the transformer adds to a build of ordinary code in size and
// time, and how fast the text printer is. Medians of several rounds, plain and instrumented in turn.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ordinaryCode } from './ordinary.mjs';
import { median } from './table.mjs';

/** Output with the plugin against output without it, and time of a build likewise. */
const GROWTH_BAR = 1.1;
const TIME_BAR = 1.1;
/** Megabytes of source a second, on one core: planning, printing and source map. */
const SPEED_BAR = 5;

const [lines = 100_000, rounds = 5] = process.argv.slice(2).map(Number);
const texts = [...ordinaryCode(lines).values()];
const bytes = texts.reduce((sum, text) => sum + text.length, 0);
console.log(`\nordinary code: ${texts.length} files, ${texts.reduce((sum, text) => sum + text.split('\n').length, 0)} lines, ${(bytes / 1e6).toFixed(1)} MB`);

const step = fileURLToPath(new URL('transformer-step.mjs', import.meta.url));
const taken = { empty: [], plugin: [], text: [], mapped: [] };
for (let round = 0; round < rounds; round++) {
  // Each in a process of its own: what one leaves on the heap would be collected at the expense of the next.
  for (const variant of Object.keys(taken)) taken[variant].push(JSON.parse(execFileSync(process.execPath, [step, variant, String(lines)], { encoding: 'utf8' })));
}
const of = (variant, figure) => median(taken[variant].map((figures) => figures[figure]));

compare('output', of('plugin', 'size') / of('empty', 'size'), GROWTH_BAR, `${(of('empty', 'size') / 1e6).toFixed(2)} → ${(of('plugin', 'size') / 1e6).toFixed(2)} MB`);
// Rounds are compared one by one: a busy moment of the machine hits both variants.
const against = (figure) => median(taken.plugin.map((figures, round) => figures[figure] / taken.empty[round][figure]));
compare('build, whole process', against('wall'), TIME_BAR, `${of('empty', 'wall').toFixed(0)} → ${of('plugin', 'wall').toFixed(0)} ms on the clock, with the start of Node and of the compiler`);
compare('build', against('time'), TIME_BAR, `${of('empty', 'time').toFixed(0)} → ${of('plugin', 'time').toFixed(0)} ms CPU, the transformer itself ${of('plugin', 'own').toFixed(0)} ms`);
for (const [name, variant] of [['text printer', 'text'], ['text printer, source map', 'mapped']]) {
  const [time, parse] = [of(variant, 'time'), of(variant, 'parse')];
  const speed = (milliseconds) => bytes / 1e3 / milliseconds;
  const own = speed(Math.max(time - parse, 1));
  console.log(`  ${name.padEnd(26)} ${own.toFixed(1)} MB/s (bar ${SPEED_BAR}, ${own >= SPEED_BAR ? 'held' : 'missed'}); with TypeScript's parser ${speed(time).toFixed(1)} MB/s, the parser alone ${speed(parse).toFixed(1)}`);
}

function compare(name, ratio, bar, figures) {
  console.log(`  ${name.padEnd(26)} ×${ratio.toFixed(3)} (bar ${bar}, ${ratio <= bar ? 'held' : 'missed'}): ${figures}`);
}
