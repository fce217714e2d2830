// Runs the compiler's own cases, one message each: what either printer makes of a case, against what the compiler alone does.
import { serve } from './serve.mjs';
import { plain, text, tree, Unreadable } from './typescript-builds.mjs';
import { readCase } from './typescript-cases.mjs';
import { assertParses, run, shapesOf, Unparsable } from './typescript-realm.mjs';

const [checkout] = process.argv.slice(2);

serve(compare);

/** How far a case got: `left` out, `emitted`, `parsed` by the engine, `ran`; and what is different, if anything is. */
async function compare(name) {
  const test = readCase(checkout, name);
  const expected = attempt(() => plain(test));
  if (expected.failed !== undefined || ![...expected.value.keys()].some((path) => /\.[cm]?js$/.test(path))) return [{ printer: 'tree', reached: 'left' }, { printer: 'text', reached: 'left' }];
  const shapes = shapesOf(expected.value);
  const parses = attempt(() => assertParses(expected.value, shapes)).failed === undefined;
  let seen;
  const runs = [];
  for (const [printer, build] of [['tree', tree], ['text', text]]) {
    const built = attempt(() => build(test));
    if (built.failed instanceof Unreadable) runs.push({ printer, reached: 'left' });
    else if (built.failed !== undefined) runs.push({ printer, reached: 'emitted', different: String(built.failed.stack ?? built.failed).split('\n').slice(0, 3).join(' ') });
    else if (!parses) runs.push({ printer, reached: 'emitted' });
    else {
      const unparsed = attempt(() => assertParses(built.value, shapes)).failed;
      if (unparsed instanceof Unparsable) runs.push({ printer, reached: 'parsed', different: unparsed.message });
      else if (unparsed !== undefined) throw unparsed;
      else {
        seen ??= await run(expected.value, shapes);
        const different = isEndless(seen) ? undefined : firstDifference(seen, await run(built.value, shapes));
        runs.push({ printer, reached: isEndless(seen) ? 'parsed' : 'ran', different });
      }
    }
  }
  const threw = seen?.some((line) => line.startsWith('threw')) === true;
  return runs.map((each) => (each.reached === 'ran' ? { ...each, threw } : each));
}

/** What takes too long is stopped at another place every time. */
function isEndless(seen) {
  return seen.some((line) => line.includes('Script execution timed out'));
}

function firstDifference(expected, actual) {
  const at = expected.findIndex((line, index) => line !== actual[index]);
  if (at < 0 && actual.length === expected.length) return undefined;
  return `${expected[at] ?? 'nothing more'} → ${actual[at < 0 ? expected.length : at] ?? 'nothing more'}`;
}

function attempt(action) {
  try {
    return { value: action() };
  } catch (failed) {
    return { failed };
  }
}
