// Runs tests, one message each: untouched and as each printer makes them, in all modes of the test.
import { compiled, text, tree, untouched, Unreadable } from './printers.mjs';
import { runTest } from './realm.mjs';
import { serve } from './serve.mjs';
import { readTest } from './suite.mjs';

const [checkout] = process.argv.slice(2);

serve(compare);

async function compare(name) {
  const test = readTest(checkout, name);
  const runs = [];
  for (const mode of test.modes) {
    const add = (printer, expected, actual) => runs.push({ mode, printer, expected, actual });
    const plain = await runTest(checkout, test, mode, untouched);
    add('text', plain, await runTest(checkout, test, mode, text));
    const unread = isUnreadable(test, mode);
    if (unread) runs.push({ mode, printer: 'tree', unread });
    else add('tree', await runTest(checkout, test, mode, compiled), await runTest(checkout, test, mode, tree));
  }
  return runs;
}

function isUnreadable(test, mode) {
  try {
    compiled(test.path, mode === 'strict' ? `"use strict";\n${test.text}` : test.text, mode === 'module');
    return false;
  } catch (error) {
    if (error instanceof Unreadable) return true;
    throw error;
  }
}
