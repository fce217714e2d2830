// An audit for people: places by file, packages, numbers, and at the end, where a terminal stops, what is not covered.
import type { ImportedModule, Place, Proposal } from '../transformer/audit/index.js';
import { countPlaces, type Report } from './audit-report.js';
import { counted, type Paint } from './terminal.js';

const REASONS: Readonly<Record<ImportedModule['because'], string>> = {
  option: 'an option of the plugin',
  table: 'the table of pure packages',
  workspace: 'linked from the workspace',
  alias: 'a path alias',
  'own package': 'the package itself',
  location: 'a file of the program',
  builtin: 'a module of Node',
  data: 'data',
  reprise: 'reprise itself',
  default: 'not built with reprise',
};

/** The lines of an audit. */
export function* auditLines(report: Report, uncoveredOnly: boolean, paint: Paint): Generator<string> {
  const { places, modules } = report;
  if (!uncoveredOnly) {
    yield* placesByFile(places, paint);
    yield* moduleLines(modules, paint);
    yield* summaryLines(places, paint);
  }
  if (report.proposals !== undefined) yield* proposalLines(report.proposals, paint);
  yield* uncoveredLines(report, paint);
  for (const config of report.withoutPlugin) yield paint.dim(`${config} has no entry for the plugin: its options are taken by their defaults.`);
  const { all } = countPlaces(places);
  const verdict = all.uncovered === 0 ? paint.green('0 not covered') : paint.red(`${all.uncovered} not covered`);
  const wrong = modules.filter(({ problem }) => problem !== undefined).length;
  yield `${counted(places.length, 'place')} in ${counted(report.files, 'file')}: ${all.covered} covered, ${all.pure} pure, ${verdict}${wrong === 0 ? '' : `; ${counted(wrong, 'module')} ${paint.red('not covered')}`}`;
}

function* placesByFile(places: readonly Place[], paint: Paint): Generator<string> {
  let file: string | undefined;
  for (const place of places) {
    if (place.file !== file) {
      if (file !== undefined) yield '';
      file = place.file;
      yield paint.bold(file);
    }
    const { line, column, operation, root, treatment, within, problem } = place;
    const covered = within === undefined ? treatment : `${treatment}, in a function with ${within}`;
    const how = problem !== undefined ? paint.red(`not covered: ${problem.code}`) : treatment === 'pure' ? paint.dim(covered) : covered;
    yield `${`${line}:${column}`.padStart(9)}  ${operation.padEnd(32)} ${(root === operation ? '' : root).padEnd(32)} ${how}`;
  }
  if (file !== undefined) yield '';
}

function* moduleLines(modules: readonly ImportedModule[], paint: Paint): Generator<string> {
  if (modules.length === 0) return;
  yield paint.bold('modules');
  const width = Math.max(...modules.map(({ name }) => name.length));
  for (const { name, class: side, because, places, problem } of modules) {
    const reason = problem === undefined ? '' : `  ${paint.red(`not covered: ${problem.code}`)}`;
    yield `  ${name.padEnd(width)}  ${side.padEnd(7)}  ${paint.dim(`${REASONS[because]}, ${counted(places, 'place')}`)}${reason}`;
  }
  yield '';
}

/** How many places of a package are shown. */
const SHOWN = 5;

function* proposalLines(proposals: readonly Proposal[], paint: Paint): Generator<string> {
  yield paint.bold('packages, as their files say');
  if (proposals.length === 0) yield '  none is imported';
  for (const { name, class: side, proposal, files, reasons, evidence, known } of proposals) {
    const change = proposal === 'pure' && side === 'outside' ? `: it can be named under "pure"` : proposal === 'outside' && side === 'pure' ? ', though it is taken for pure' : '';
    yield `  ${paint.bold(name)}  ${proposal}${change}  ${paint.dim(`(${counted(files, 'file')} read)`)}`;
    for (const { file, line, column, operation } of evidence.slice(0, SHOWN)) yield `      ${file}:${line}:${column}  ${operation}`;
    if (evidence.length > SHOWN) yield `      … and ${counted(evidence.length - SHOWN, 'place')} more, about ${[...new Set(evidence.map(({ category }) => category))].sort().join(', ')}`;
    for (const { root, use, places } of known) yield `      ${paint.dim(`known: ${root}, ${counted(places, 'place')}: ${use}`)}`;
    for (const reason of reasons) yield `      ${paint.dim(reason)}`;
  }
  yield '';
}

function* summaryLines(places: readonly Place[], paint: Paint): Generator<string> {
  if (places.length === 0) return;
  const { categories } = countPlaces(places);
  yield paint.bold(`${'about'.padEnd(18)} ${'covered'.padStart(8)} ${'pure'.padStart(8)} ${'not covered'.padStart(12)}`);
  for (const [category, { covered, pure, uncovered }] of categories) {
    const last = String(uncovered).padStart(12);
    yield `${category.padEnd(18)} ${String(covered).padStart(8)} ${String(pure).padStart(8)} ${uncovered > 0 ? paint.red(last) : last}`;
  }
  yield '';
}

/** Places and modules by reason: the reason is told once. */
function* uncoveredLines({ places, modules, allowed }: Report, paint: Paint): Generator<string> {
  const reasons = new Map<string, { readonly code: string; readonly text: string; readonly items: string[] }>();
  const note = (problem: { readonly code: string; readonly text: string }, item: string): void => {
    const known = reasons.get(problem.text) ?? { ...problem, items: [] };
    reasons.set(problem.text, known);
    known.items.push(item);
  };
  for (const { problem, file, line, column, operation } of places) if (problem !== undefined) note(problem, `${file}:${line}:${column}  ${operation}`);
  for (const { problem, name } of modules) if (problem !== undefined) note(problem, name);
  for (const { code, text, items } of reasons.values()) {
    yield `${paint.red('not covered')}: ${paint.bold(code)}${(allowed as readonly string[]).includes(code) ? ' (allowed)' : ''}`;
    yield `  ${text}`;
    for (const item of items) yield `    ${item}`;
    yield '';
  }
}
