// What the files of packages say of them: whether they meet the outside, and where. The same analysis as for the
// program, over the JavaScript that an import runs.

import { relative } from 'node:path';
import type ts from 'typescript';
import { Boundary, knownUse } from '../boundary/index.js';
import { ErrorAt } from '../errors.js';
import { parse } from '../parse.js';
import { isStrict, plan, type PlanFacts } from '../plan.js';
import type { Typescript } from '../typescript.js';
import { filePlaces } from './file-places.js';
import { moduleName, builtinName } from './module-names.js';
import { packageFolder, PackageFiles, resolveModule } from './package-files.js';
import type { ImportedModule, Place } from './place.js';

/** What a package should be taken for. */
export interface Proposal {
  readonly name: string;
  /** What it is taken for now. */
  readonly class: ImportedModule['class'];
  /** What its files say: `outside` where one of them meets the outside, `unknown` where not all could be read. */
  readonly proposal: 'pure' | 'outside' | 'unknown';
  /** How many files were read, of the packages that it uses, too. */
  readonly files: number;
  /** Why the files say nothing. */
  readonly reasons: readonly string[];
  /** Where they meet the outside; paths begin with the package's name. */
  readonly evidence: readonly Evidence[];
  /** Where they meet it and no run is another one for it, by the table of pure packages: what they refer to, and what for. */
  readonly known: readonly KnownUse[];
}

/** What a pure package is known to refer to. */
interface KnownUse { readonly package: string; readonly root: string; readonly use: string; readonly places: number }

/** A place in a package that meets the outside. */
export type Evidence = Pick<Place, 'file' | 'line' | 'column' | 'operation' | 'root' | 'category'>;

/** What the files of one package say, and which packages they use. */
interface Finding { files: number; readonly reasons: Set<string>; readonly evidence: Evidence[]; readonly known: Map<string, KnownUse>; readonly uses: Set<Finding> }

/** Analyses packages; one that several use is analysed once. */
export class Packages {
  private readonly known = new Map<string, Finding>();

  constructor(private readonly ts: Typescript) {}

  /** @param from - a file that imports it */
  propose({ name, class: side, specifiers }: ImportedModule, from: string): Proposal {
    const all = new Set([this.analyse(specifiers, name, from)]);
    // A set goes on to what is added while it is walked: packages may use each other.
    for (const { uses } of all) for (const used of uses) all.add(used);
    const evidence = [...all].flatMap((finding) => finding.evidence);
    const reasons = [...new Set([...all].flatMap((finding) => [...finding.reasons]))];
    const files = [...all].reduce((sum, finding) => sum + finding.files, 0);
    return { name, class: side, proposal: evidence.length > 0 ? 'outside' : reasons.length > 0 ? 'unknown' : 'pure', files, reasons, evidence, known: [...all].flatMap(({ known }) => [...known.values()]) };
  }

  private analyse(specifiers: readonly string[], name: string, from: string): Finding {
    const { ts } = this;
    const entries = specifiers.map((specifier) => [specifier, resolveModule(ts, specifier, from)] as const);
    const key = entries.map(([specifier, entry]) => entry ?? specifier).join('\0');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const finding: Finding = { files: 0, reasons: new Set(), evidence: [], known: new Map(), uses: new Set() };
    this.known.set(key, finding);
    const files = new PackageFiles();
    for (const [specifier, entry] of entries) {
      if (entry === undefined) finding.reasons.add(`${specifier} is not installed`);
      else files.add(entry);
    }
    for (let next = files.next(); next !== undefined; next = files.next()) {
      if (next === 'too large') {
        finding.reasons.add(`${name} is too large to be read`);
        break;
      }
      this.read(name, next.file, next.text, files, finding);
    }
    finding.files = files.count;
    return finding;
  }

  private read(name: string, file: string, text: string, files: PackageFiles, finding: Finding): void {
    const { ts } = this;
    if (file.endsWith('.json')) return;
    if (!/\.[mc]?js$/.test(file)) {
      finding.reasons.add(`${shownIn(name, file)} is ${file.endsWith('.node') ? 'native code' : 'no JavaScript'}`);
      return;
    }
    const source = parse(ts, file, text);
    const esm = ts.isExternalModule(source) || file.endsWith('.mjs');
    const boundary = new Boundary({ pure: [], program: [], outside: [], aliases: [], packageName: name, isLinked: () => false });
    const facts: PlanFacts = { format: esm ? 'esm' : 'commonjs', strict: esm, nativeImport: true, boundary };
    const uses = new Map<string, Set<string>>();
    let places: Place[];
    try {
      places = filePlaces({
        ts, file: source, plan: plan(ts, source, facts), strict: isStrict(ts, source, facts), boundary, isValue: () => true, jsx: undefined,
        imported: (specifier) => {
          const [side] = boundary.explain(specifier);
          const found = side === 'program' ? resolveModule(ts, specifier, file) : undefined;
          if (found !== undefined) files.add(found);
          else if (side === 'program') finding.reasons.add(`${specifier} is not there, which ${shownIn(name, file)} imports`);
          else if (builtinName(specifier) === undefined) uses.set(moduleName(specifier), (uses.get(moduleName(specifier)) ?? new Set()).add(specifier));
        },
      });
    } catch (error) {
      if (!(error instanceof ErrorAt)) throw error;
      finding.reasons.add(`${shownIn(name, file)} cannot be analysed`);
      return;
    }
    for (const place of places) {
      if (place.problem?.code === 'computed-specifier') finding.reasons.add(`${shownIn(name, file)}:${place.line} loads what is computed`);
      else if (isEvidence(source, place, places)) note(finding, name, { file: shownIn(name, file), line: place.line, column: place.column, operation: place.operation, root: place.root, category: place.category });
    }
    for (const [used, specifiers] of uses) finding.uses.add(this.analyse([...specifiers], used, file));
  }
}

/** Takes a place for evidence, unless it is known of the package. */
function note(finding: Finding, name: string, place: Evidence): void {
  const use = knownUse(name, place.root);
  if (use === undefined) finding.evidence.push(place);
  else finding.known.set(place.root, { package: name, root: place.root, use, places: (finding.known.get(place.root)?.places ?? 0) + 1 });
}

/** Whether a place of a package makes it another one in another run. */
function isEvidence(source: ts.SourceFile, { treatment, category, root, operation, line, column }: Place, all: readonly Place[]): boolean {
  // The environment is that of the recording in a replay, too. Other packages are asked themselves.
  if (treatment === 'pure' || category === 'packages' || root === 'process.env') return false;
  // A module of Node that is loaded is used elsewhere in the file, if at all.
  if (/^require\("/.test(operation) && all.some((other) => other.root.startsWith(`${root}.`))) return false;
  // What wraps a module for several loaders hands these around, and uses none of them here.
  if (['module', 'globalThis', 'global', 'self'].includes(operation) && /typeof\s+define\b/.test(source.text)) return false;
  if (root !== 'Date') return true;
  const start = source.getPositionOfLineAndCharacter(line - 1, column - 1);
  // `new Date(time)` and `x instanceof Date` read no clock.
  if (operation === 'new Date') return !/^new\s+Date\s*\(\s*[^\s)]/.test(source.text.slice(start, start + 60));
  return operation !== 'Date' || !/instanceof\s+$/.test(source.text.slice(Math.max(start - 20, 0), start));
}

/** A file as people find it: from its package's name on. */
function shownIn(name: string, file: string): string {
  const path = file.replaceAll('\\', '/');
  const at = path.lastIndexOf('/node_modules/');
  return at >= 0 ? path.slice(at + '/node_modules/'.length) : `${name}/${relative(packageFolder(file), file).replaceAll('\\', '/')}`;
}
