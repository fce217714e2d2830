// The tests of a test262 checkout: which there are, and what their front matter says.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is run by default: the language, and the built-ins that are roots, that wait, or that take functions apart. */
export const SUBJECTS = [
  'language',
  ...['AsyncDisposableStack', 'AsyncFromSyncIteratorPrototype', 'AsyncFunction', 'AsyncGeneratorFunction', 'AsyncGeneratorPrototype',
    'Atomics', 'Date', 'DisposableStack', 'FinalizationRegistry', 'Function', 'GeneratorFunction', 'GeneratorPrototype', 'Math',
    'Promise', 'Proxy', 'Reflect', 'SharedArrayBuffer', 'WeakRef', 'eval', 'global'].map((name) => `built-ins/${name}`),
];

/** Names of tests relative to `test/`, in the order of the folders. */
export function testsOf(checkout, subjects = SUBJECTS) {
  return subjects.flatMap((subject) => {
    if (subject.endsWith('.js')) return [subject];
    return readdirSync(join(checkout, 'test', subject), { recursive: true })
      .map((name) => `${subject}/${name.split('\\').join('/')}`)
      .filter((name) => name.endsWith('.js') && !name.endsWith('_FIXTURE.js'))
      .sort();
  });
}

/**
 * Reads a test.
 *
 * `modes` are the ways to run it: `module`, `raw` (as it is), `strict` (with a directive put first), `sloppy`.
 */
export function readTest(checkout, name) {
  const path = join(checkout, 'test', name);
  const text = readFileSync(path, 'utf8');
  const front = /\/\*---([\s\S]*?)---\*\//.exec(text)?.[1].replace(/\r\n?/g, '\n') ?? '';
  const flags = listOf(front, 'flags');
  const negative = /^negative:[^\n]*\n((?:[ \t]+[^\n]*\n?)*)/m.exec(front)?.[1];
  return {
    name, path, text,
    modes: modesOf(flags),
    isAsync: flags.includes('async'),
    includes: listOf(front, 'includes'),
    negative: negative === undefined ? undefined : { phase: /phase: *(\w+)/.exec(negative)?.[1], type: /type: *(\w+)/.exec(negative)?.[1] },
  };
}

function modesOf(flags) {
  if (flags.includes('module')) return ['module'];
  if (flags.includes('raw')) return ['raw'];
  if (flags.includes('onlyStrict')) return ['strict'];
  return flags.includes('noStrict') ? ['sloppy'] : ['sloppy', 'strict'];
}

/** A list in either of YAML's forms. */
function listOf(front, key) {
  const inline = new RegExp(`^${key}: *\\[([^\\]]*)\\]`, 'm').exec(front);
  const block = new RegExp(`^${key}: *\\n((?:[ \\t]*- [^\\n]*\\n?)*)`, 'm').exec(front);
  const parts = inline?.[1].split(',') ?? block?.[1].split('\n').map((line) => line.trim().replace(/^- /, '')) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
