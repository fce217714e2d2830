// An audit for tools: one JSON object, or SARIF. Both formats are documented in docs/audit.md.
import type { Audit, ImportedModule, Place, Problem, ProblemCode } from '../transformer/audit/index.js';
import { ownVersion } from '../transformer/package-info.js';

/** An audit, and what was asked of it. */
export interface Report extends Audit {
  /** Reasons that do not count for the exit code. */
  readonly allowed: readonly ProblemCode[];
}

/** Places by how they are covered. */
interface Counts { covered: number; pure: number; uncovered: number }

/** Counts places, by category and in all. */
export function countPlaces(places: readonly Place[]): { readonly all: Counts; readonly categories: ReadonlyMap<string, Counts> } {
  const all: Counts = { covered: 0, pure: 0, uncovered: 0 };
  const categories = new Map<string, Counts>();
  for (const { category, treatment } of places) {
    const counts = categories.get(category) ?? { covered: 0, pure: 0, uncovered: 0 };
    categories.set(category, counts);
    const kind = treatment === 'pure' || treatment === 'uncovered' ? treatment : 'covered';
    counts[kind]++;
    all[kind]++;
  }
  return { all, categories: new Map([...categories].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Version of the JSON object: it changes when a member goes or means something else. */
const SCHEMA_VERSION = 1;

/** The object of `--json`. */
export function jsonReport(report: Report): object {
  const { all, categories } = countPlaces(report.places);
  return {
    version: SCHEMA_VERSION,
    tool: ownVersion(),
    configs: report.configs,
    withoutPlugin: report.withoutPlugin,
    files: report.files,
    places: report.places.map(({ file, line, column, operation, root, treatment, category, module, within, problem }) => ({ file, line, column, operation, root, treatment, category, ...(module === undefined ? {} : { module }), ...(within === undefined ? {} : { within }), ...(problem === undefined ? {} : { problem }) })),
    modules: report.modules.map(({ name, class: side, because, specifiers, places, problem }) => ({ name, class: side, because, specifiers, places, ...(problem === undefined ? {} : { problem }) })),
    ...(report.proposals === undefined ? {} : { proposals: report.proposals }),
    summary: { ...all, modules: { uncovered: report.modules.filter(({ problem }) => problem !== undefined).length }, categories: Object.fromEntries(categories), allowed: report.allowed },
  };
}

/**
 * What is not covered as a SARIF log.
 *
 * @param rules - all problems that an audit knows
 */
export function sarifReport({ places, modules, configs, allowed }: Report, rules: readonly Problem[]): object {
  const result = ({ code, text }: Problem, what: string, uri: string, region: object): object => ({
    ruleId: code,
    ruleIndex: rules.findIndex((rule) => rule.code === code),
    level: allowed.includes(code) ? 'note' : 'warning',
    message: { text: `${what}: ${text}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(uri), uriBaseId: 'SRCROOT' }, region } }],
  });
  const found = places.flatMap(({ problem, operation, file, line, column }) => (problem === undefined ? [] : [result(problem, operation, file, { startLine: line, startColumn: column })]));
  const config = configs[configs.length - 1] ?? 'tsconfig.json';
  const imported = modules.flatMap(({ problem, name }: ImportedModule) => (problem === undefined ? [] : [result(problem, name, config, { startLine: 1 })]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'reprise', version: ownVersion(), rules: rules.map(({ code, text }) => ({ id: code, shortDescription: { text } })) } },
      columnKind: 'utf16CodeUnits',
      results: [...found, ...imported],
    }],
  };
}
