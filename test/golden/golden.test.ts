// Recordings of released versions replay for ever. A file here is never made again: a change that breaks one breaks the
// recordings that people have kept.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FEATURES, INTERRUPTING, isPlaced, Kind, openRecording, Operation, type Entry } from '../../recording/index.js';
import { execute, installed, project, root, type Project } from '../harness/index.js';

const folder = join(root, 'test/golden');
const versions = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
/** Packages that run in a replay, too. */
const pure = { 'reflect-metadata': { 'index.js': readFileSync(join(root, 'test/programs/pure/reflect-metadata.js'), 'utf8') } };
const made: Project[] = [];
afterAll(() => { for (const one of made) one.remove(); });

test.each(versions)('a recording of version %s replays', async (version) => {
  const program = await project({ files: { 'src/main.ts': readFileSync(join(folder, version, 'main.ts'), 'utf8') }, outside: pure, compilerOptions: { experimentalDecorators: true, emitDecoratorMetadata: true } });
  made.push(program);
  const recording = join(folder, version, 'main.reprise');
  const expected = readFileSync(join(folder, version, 'stdout.txt'), 'utf8');
  const { stdout, stderr, code } = await execute(process.execPath, [installed('dist/cli/main.js'), 'replay', recording, '--', 'node', program.path('dist/main.js')], { cwd: program.folder });
  // They were recorded with Node 20; another major version is told of, and replays all the same.
  const warning = process.version.startsWith('v20.') ? '' : 'reprise: .*Node.*\n';
  // Of a recording whose run ended with an error, what stderr says of it.
  const told = existsSync(join(folder, version, 'stderr.txt')) ? `[^]*${readFileSync(join(folder, version, 'stderr.txt'), 'utf8')}[^]*` : '';
  expect({ stdout, code, stderr }).toEqual({ stdout: expected, code: 7, stderr: expect.stringMatching(new RegExp(`^${warning}${told}$`)) });
}, 60_000);

/** Features that not every recording has: `test/leaks` and `test/recording` have those. */
const optional: ReadonlySet<string> = new Set(['leaks', 'zstd']);
const kept = versions.map((version) => {
  const recording = openRecording(join(folder, version, 'main.reprise'));
  return { features: recording.header.features ?? [], entries: [...recording.entries()] as Entry[] };
});

test('each feature of the format is in a recording that is kept', () => {
  const named = new Set(kept.flatMap(({ features }) => features));
  expect([...FEATURES].filter((feature) => !named.has(feature) && !optional.has(feature))).toEqual([]);
});

test.each<[feature: string, found: (entry: Entry) => boolean]>([
  ['continuations', ({ kind }) => kind === Kind.Continuation],
  ['handled-rejections', (entry) => entry.kind === Kind.Settlement && entry.rejected && entry.handled],
  ['derived-promises', (entry) => entry.kind === Kind.Crossing && typeof entry.target === 'object' && entry.target?.t === 'root' && entry.target.path === 'Promise.prototype.then'],
  ['inherited-accessors', (entry) => entry.kind === Kind.Crossing && entry.operation === Operation.InheritedSet],
  ['described-accessors', (entry) => entry.kind === Kind.Crossing && entry.operation === Operation.Getter],
  ['interruptions', (entry) => isPlaced(entry) && entry.position === INTERRUPTING],
  ['late-handlers', ({ kind }) => kind === Kind.Handled],
  ['outside-throws', ({ kind }) => kind === Kind.Heard],
  ['fatal-frames', (entry) => entry.kind === Kind.Console && entry.method === 'uncaught' && entry.fd === 2],
  ['shared-globals', (entry) => entry.kind === Kind.Replacement && entry.name === 'queueMicrotask'],
  ['many-parts', (entry) => entry.kind === Kind.Crossing && entry.writes.some(([, value]) => typeof value === 'object' && value !== null && 'id' in value && Number(value.id) < -1_001)],
  ['package-requires', (entry) => entry.kind === Kind.CallIn && entry.fn === 0 && entry.how === 'method'],
  ['package-imports', (entry) => entry.kind === Kind.CallIn && entry.fn === 0 && entry.key === 'import'],
  ['own-imports', (entry) => entry.kind === Kind.Subscription],
  ['told-proxies', (entry) => entry.kind === Kind.Crossing && typeof entry.target === 'object' && entry.target?.t === 'root' && entry.target.path === 'util.types.isProxy'],
  ['additions', (entry) => entry.kind === Kind.Replacement && entry.name === 'get String.prototype.red'],
  ['error-parts', (entry) => entry.kind === Kind.CallIn && entry.fn === 5],
  ['console-methods', (entry) => entry.kind === Kind.Crossing && entry.operation === Operation.Set && entry.key === 'log'],
  ['polyfills', (entry) => entry.kind === Kind.Replacement && entry.name === 'Reflect.metadata'],
  ['noted-classes', (entry) => entry.kind === Kind.Exposure && JSON.stringify(entry).includes('design:paramtypes')],
])('a recording with the feature "%s" has what it is about', (feature, found) => {
  expect(kept.some(({ features, entries }) => features.includes(feature) && entries.some(found))).toBe(true);
});
