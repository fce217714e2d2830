// The entries of "plugins" in tsconfig.json, with the file that declares them: a path in one that is extended is
// relative to that one.

import { dirname } from 'node:path';
import type ts from 'typescript';
import type { Typescript } from '../typescript.js';

/** An entry as ttypescript and ts-patch define it. What they do not know themselves, the plugin gets. */
export interface PluginEntry {
  readonly transform?: unknown;
  readonly import?: string;
  readonly type?: string;
  readonly after?: boolean;
  readonly afterDeclarations?: boolean;
  readonly transformProgram?: boolean;
  readonly tsConfig?: string;
  readonly resolvePathAliases?: boolean;
  readonly [option: string]: unknown;
}

/** An entry and where it stands. */
export interface DeclaredPlugin {
  readonly entry: PluginEntry;
  /** What the entry names: a package or a path. */
  readonly transform: string;
  /** Folder of the tsconfig that declares it. */
  readonly folder: string;
  /** Folder of the tsconfig that is built. */
  readonly projectFolder: string;
  /** No tsconfig declares it: it was added. */
  readonly isAdded?: true;
  /** For messages: `"plugins"[0] of tsconfig.json`. */
  readonly place: string;
  /** For diagnostics: the entry in the declaring file. */
  readonly position: Pick<ts.Diagnostic, 'file' | 'start' | 'length'>;
}

/** What the compiler keeps with the options of a parsed tsconfig.json. */
export interface ParsedOptions extends ts.CompilerOptions {
  readonly configFilePath?: string;
  readonly configFile?: ts.TsConfigSourceFile;
}

/** Where the list of plugins of a project stands. */
interface Declaration {
  readonly file: ts.JsonSourceFile;
  readonly elements: readonly ts.Expression[];
}

/** The entries of a project that name a transformer, in order. Those of the language service alone name none. */
export function declaredPlugins(ts: Typescript, options: ParsedOptions): DeclaredPlugin[] {
  const entries = (options['plugins'] ?? []) as unknown as readonly PluginEntry[];
  const declaration = declarationOf(ts, options, entries);
  const projectFolder = options.configFilePath === undefined ? process.cwd() : dirname(options.configFilePath);
  return entries.flatMap((entry, index) => {
    if (entry.transform === undefined) return [];
    const node = declaration?.elements[index];
    const position = node === undefined || declaration === undefined
      ? { file: undefined, start: undefined, length: undefined }
      : { file: declaration.file, start: node.getStart(declaration.file), length: node.end - node.getStart(declaration.file) };
    return [{
      entry, transform: String(entry.transform), projectFolder, position,
      folder: declaration === undefined ? projectFolder : dirname(declaration.file.fileName),
      place: `"plugins"[${index}] of ${declaration?.file.fileName ?? 'tsconfig.json'}`,
    }];
  });
}

/** The list is not merged along `extends`: it is one file's, whole. */
function declarationOf(ts: Typescript, { configFile }: ParsedOptions, entries: readonly PluginEntry[]): Declaration | undefined {
  if (configFile === undefined) return undefined;
  const own = elementsOf(ts, configFile);
  if (own !== undefined) return { file: configFile, elements: own };
  const extended = (configFile.extendedSourceFiles ?? []).flatMap((name) => {
    const file = ts.readJsonConfigFile(name, (path) => ts.sys.readFile(path));
    const elements = elementsOf(ts, file);
    return elements === undefined ? [] : [{ file, elements }];
  });
  const wanted = JSON.stringify(entries);
  return extended.find(({ file }) => JSON.stringify(pluginsOf(ts, file)) === wanted) ?? extended[0];
}

function pluginsOf(ts: Typescript, file: ts.JsonSourceFile): unknown {
  return (ts.convertToObject(file, []) as { compilerOptions?: { plugins?: unknown } }).compilerOptions?.plugins;
}

function elementsOf(ts: Typescript, file: ts.JsonSourceFile): readonly ts.Expression[] | undefined {
  const options = member(ts, file.statements[0]?.expression, 'compilerOptions');
  const plugins = member(ts, options, 'plugins');
  return plugins !== undefined && ts.isArrayLiteralExpression(plugins) ? plugins.elements : undefined;
}

function member(ts: Typescript, object: ts.Expression | undefined, name: string): ts.Expression | undefined {
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return undefined;
  // Of a key that stands twice, the last one counts.
  const found = object.properties.findLast((property) => property.name !== undefined && ts.isStringLiteral(property.name) && property.name.text === name);
  return found !== undefined && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}
