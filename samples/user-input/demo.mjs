// `npm run demo`: records the till until it misses a scan, replays that run, and shows when nobody listened.
import { readFileSync } from 'node:fs';
import { Demonstration, indented } from '../demonstration.mjs';

/** The questions with the lines that answered them, and the lines that no question got. */
function questions(entries) {
  const typed = readFileSync(new URL('typed.txt', import.meta.url), 'utf8').trimEnd().split('\n');
  const asked = entries.filter(({ kind, file, args }) => kind !== 'Settlement' && file?.endsWith('prompt.ts') && /^"[^"]+> "/.test(args ?? ''));
  const answered = entries.filter(({ kind, file }) => kind === 'Settlement' && file?.endsWith('prompt.ts'));
  return asked.map(({ milliseconds, args }, at) => {
    const [question] = JSON.parse(`[${args.replace(/, \{.*$/, '')}]`);
    const answer = answered[at];
    const line = /"(.*)"/.exec(answer?.detail ?? '')?.[1];
    const lost = typed.splice(0, line === undefined ? typed.length : typed.indexOf(line));
    typed.shift();
    return { milliseconds, question, gets: line === undefined ? 'nothing' : JSON.stringify(line), at: answer?.milliseconds, lost };
  });
}

const demo = new Demonstration(import.meta.url, 'missed scan');

demo.build();

const recorded = demo.recordUntilFailure(['npm', 'run', '--silent', 'cashier']);
console.log(`   run ${recorded.run} missed a scan, exit code ${recorded.code}:`);
console.log(indented(recorded.stdout));

demo.replayElsewhere(recorded, 'nobody types');

demo.step('where it comes from: npx reprise show --file prompt.ts');
for (const { milliseconds, question, gets, at, lost } of questions(demo.entries())) {
  if (lost.length > 0) console.log(`            nothing was asked when ${lost.map((text) => JSON.stringify(text)).join(' and ')} came`);
  console.log(`   ${String(milliseconds).padStart(5)} ms asks ${JSON.stringify(question).padEnd(12)} ${String(at).padStart(5)} ms gets ${gets}`);
}

demo.end();
