// Plugins written in TypeScript: compiled by the project's own compiler and run as CommonJS, whatever their package says,
// so that nothing else needs to be installed and no loader of the process is changed.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import type ts from 'typescript';
import type { Typescript } from '../typescript.js';
import { isTypescript, resolveFile } from './plugin-files.js';

/** Name under which compiled code finds what `import.meta` stood for. */
const META = '__reprise_import_meta';
const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname', META];

/** Runs TypeScript files; one for a plugin, since compiler options may be its own. */
export class TypescriptModules {
  private readonly loaded = new Map<string, { exports: unknown }>();
  private readonly options: ts.CompilerOptions;

  /** @param tsConfig - the tsconfig.json of the plugin itself, for its compiler options and path aliases */
  constructor(private readonly ts: Typescript, tsConfig: string | undefined, private readonly resolvesAliases: boolean) {
    const own = tsConfig === undefined ? {} : readOptions(ts, tsConfig);
    this.options = {
      esModuleInterop: true, jsx: ts.JsxEmit.React, ...own, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, sourceMap: false, inlineSourceMap: false,
      declaration: false, declarationMap: false, composite: false, incremental: false, verbatimModuleSyntax: false, outFile: undefined, plugins: [],
    };
  }

  /** What a file exports. A file is run once; one that is being run gives what it has exported so far. */
  load(file: string): unknown {
    const known = this.loaded.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} as unknown };
    this.loaded.set(file, module);
    try {
      const run = compileFunction(this.compile(file), PARAMETERS, { filename: file });
      const meta = { url: pathToFileURL(file).href, filename: file, dirname: dirname(file) };
      Reflect.apply(run, module.exports, [module.exports, this.requireFrom(file), module, file, dirname(file), meta]);
    } catch (error) {
      this.loaded.delete(file);
      throw error;
    }
    return module.exports;
  }

  private requireFrom(file: string): NodeJS.Require {
    const native = createRequire(file);
    const load = (name: string): unknown => {
      const target = this.resolve(name, file);
      if (target === undefined) return native(name);
      return isTypescript(target) ? this.load(target) : native(target);
    };
    return Object.assign(load, { resolve: native.resolve, cache: native.cache, extensions: native.extensions, main: native.main });
  }

  /** The file that a path or an alias means; undefined for packages. */
  private resolve(name: string, from: string): string | undefined {
    if (isAbsolute(name) || name.startsWith('.')) return resolveFile(resolve(dirname(from), name));
    if (!this.resolvesAliases || this.options.paths === undefined) return undefined;
    const options = { ...this.options, moduleResolution: 2 satisfies ts.ModuleResolutionKind.Node10, allowJs: true };
    const { resolvedModule } = this.ts.resolveModuleName(name, from, options, this.ts.sys);
    return resolvedModule === undefined || resolvedModule.isExternalLibraryImport === true ? undefined : resolvedModule.resolvedFileName;
  }

  private compile(file: string): string {
    const { ts } = this;
    const { outputText, diagnostics = [] } = ts.transpileModule(readFileSync(file, 'utf8'), {
      fileName: file, reportDiagnostics: true, compilerOptions: this.options, transformers: { before: [replaceMeta(ts)] },
    });
    const [first] = diagnostics.filter(({ category, file: at }) => category === ts.DiagnosticCategory.Error && at !== undefined);
    if (first?.file === undefined) return outputText;
    const { line, character } = ts.getLineAndCharacterOfPosition(first.file, first.start ?? 0);
    throw new SyntaxError(`${file}:${line + 1}:${character + 1}: ${ts.flattenDiagnosticMessageText(first.messageText, ' ')}`);
  }
}

function replaceMeta(ts: Typescript): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const visit = (node: ts.Node): ts.Node => (
      ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword ? context.factory.createIdentifier(META) : ts.visitEachChild(node, visit, context)
    );
    return (file) => ts.visitEachChild(file, visit, context);
  };
}

function readOptions(ts: Typescript, path: string): ts.CompilerOptions {
  const { config, error } = ts.readConfigFile(path, (name) => ts.sys.readFile(name)) as { config?: unknown; error?: ts.Diagnostic };
  if (error !== undefined) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, ' '));
  return ts.parseJsonConfigFileContent(config, ts.sys, dirname(path), undefined, path).options;
}
