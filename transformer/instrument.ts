// Instruments one source text: what the adapters of bundlers and loaders call.

import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type ts from 'typescript';
import { RepriseError } from '../contract/errors.js';
import type { ModuleFormat } from '../contract/emitted.js';
import { Boundary } from './boundary/index.js';
import type { Mark, Plan, Site } from './edits.js';
import { ErrorAt } from './errors.js';
import { located } from './located.js';
import { sourceHash } from './module-facts.js';
import { isStackOverflow, SPLIT } from './nesting.js';
import { checkOptions, optionsDigest, type PluginOptions } from './options.js';
import { ownVersion, Packages, pathInPackage, type PackageInfo } from './package-info.js';
import { parse, withoutByteOrderMark } from './parse.js';
import { plan } from './plan.js';
import { printText } from './print-text.js';
import type { Typescript } from './typescript.js';
import { Links } from './workspace.js';

/** How to instrument a source text. */
export interface InstrumentOptions extends Pick<PluginOptions, 'pure' | 'program' | 'outside'> {
  /** Path of the source file; its extension tells the language. */
  readonly file: string;
  /** Whether the module will run as an ES module or as CommonJS. */
  readonly format: ModuleFormat;
  /** Whether the text may hold JSX although its extension does not say so. */
  readonly jsx?: boolean;
  /** Whether to make a source map; true by default. */
  readonly sourceMap?: boolean;
  /** Folder of the package that the file belongs to; that of the nearest package.json by default. */
  readonly packageRoot?: string;
  /** Aliases of modules of the program, as keys of the compiler option `paths`. */
  readonly aliases?: readonly string[];
  /** Whether a later step turns `import()` into `require()`, as the compiler does under `module: commonjs`. */
  readonly importsBecomeRequires?: boolean;
  /** The compiler's API, for its parser; the one installed beside this package by default. */
  readonly typescript?: Typescript;
}

/** A source map of version 3. */
export interface SourceMapV3 {
  readonly version: 3;
  readonly file?: string;
  readonly sources: readonly string[];
  readonly sourcesContent: readonly string[];
  readonly names: readonly string[];
  readonly mappings: string;
}

/** An instrumented text. */
export interface Instrumented {
  /** The text in its own language: TypeScript stays TypeScript, JSX stays JSX. */
  readonly code: string;
  readonly map: SourceMapV3 | null;
  /** The places where the text meets the outside, by their number in the text. */
  readonly sites: readonly Site[];
  /** Places that meet it in a way that is not covered. */
  readonly marks: readonly Mark[];
}

/**
 * Instruments a source text.
 *
 * @throws RepriseError REPRISE_TRANSFORM, REPRISE_OPTION
 */
export function instrument(source: string, options: InstrumentOptions): Instrumented {
  const { file, pure = [], program = [], outside = [] } = options;
  const rules = checkOptions({ pure, program, outside }, {});
  const info = packageOf(options);
  const text = withoutByteOrderMark(source);
  const planned = planText(text, options, new Boundary({ ...rules, aliases: options.aliases ?? [], packageName: info.selfNamed ? info.name : undefined, isLinked: (name) => links.has(info.folder, name) }));
  const output = printText(text, planned, {
    version: ownVersion(),
    options: optionsDigest(rules),
    file: pathInPackage(info, file),
    hash: sourceHash(text),
  });
  const map = options.sourceMap === false ? null : output.generateMap({ source: file, file, includeContent: true, hires: 'boundary' });
  const { sites, marks } = planned;
  return { code: source.slice(0, source.length - text.length) + output.toString(), map: map as SourceMapV3 | null, sites, marks };
}

function planText(text: string, options: InstrumentOptions, boundary: Boundary): Plan {
  const { file, format, importsBecomeRequires = false } = options;
  const ts = options.typescript ?? loadParser();
  const parsed = parseText(ts, text, options);
  const wrong = (parsed as ParsedFile).parseDiagnostics?.find(({ code }) => !ALLOWED.has(code));
  return located(ts, parsed, file, () => {
    if (wrong !== undefined) throw new ErrorAt(wrong.start ?? 0, ts.flattenDiagnosticMessageText(wrong.messageText, ' ').replace(/\.$/, ''));
    return plan(ts, parsed, { format, strict: format === 'esm' || ts.isExternalModule(parsed), nativeImport: !importsBecomeRequires, boundary });
  });
}

/** There is no tree to find a place in if the parser itself, which is recursive as well, uses up the stack. */
function parseText(ts: Typescript, text: string, { file, format, jsx = false }: InstrumentOptions): ts.SourceFile {
  try {
    return parse(ts, file, text, { jsx, module: format === 'esm' });
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    throw new RepriseError('REPRISE_TRANSFORM', `${file} cannot be instrumented: its code is nested too deeply for the stack of the process; ${SPLIT}.`, { cause: error });
  }
}

/** What the parser reports although JavaScript allows it: octal numbers and escapes in sloppy code, `a?.#b`. */
const ALLOWED: ReadonlySet<number> = new Set([1121, 1487, 1488, 1489, 18030]);

/** The parser leaves what is wrong with a file in it. */
interface ParsedFile extends ts.SourceFile { readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[] }

const packages = new Map<string, Packages>();
const links = new Links();

function packageOf({ file, packageRoot }: InstrumentOptions): PackageInfo {
  const folder = packageRoot ?? dirname(file);
  let known = packages.get(folder);
  if (known === undefined) packages.set(folder, known = new Packages(folder));
  const info = known.of(file);
  return packageRoot === undefined ? info : { ...info, folder: packageRoot };
}

let parser: Typescript | undefined;

function loadParser(): Typescript {
  return parser ??= createRequire(__filename)('typescript') as Typescript;
}
