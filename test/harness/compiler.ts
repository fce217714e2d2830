// One compiler for all tests: it parses the types of Node and of packages once, where a `tspc` for each project would take
// two seconds to do so again. That tspc gives the same output is tested (test/package).
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type ts from 'typescript';

/** A compiler that serves the test files, which run in processes of their own. */
export interface CompilerService {
  readonly port: number;
  stop(): void;
}

/** A request to compile a project, by its tsconfig.json. */
interface Request { readonly config: string }

/**
 * Starts the service.
 *
 * @param workshop - its node_modules hold the compiler and the packed plugin
 */
export async function startCompiler(workshop: string): Promise<CompilerService> {
  let compiler: Compiler | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A connection that is kept may time out here, while a compilation blocks, just as it is used again.
    response.setHeader('connection', 'close');
    request.on('end', () => {
      const { config } = JSON.parse(Buffer.concat(chunks).toString()) as Request;
      try {
        response.end((compiler ??= new Compiler(workshop)).compile(config));
      } catch (error) {
        response.end(String((error as Error).stack));
      }
    });
  });
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  server.unref();
  return { port: (server.address() as AddressInfo).port, stop: () => { server.close(); server.closeAllConnections(); } };
}

/** Asks the service; gives what is wrong with the project, or nothing. */
export async function compileWith(port: number, config: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: JSON.stringify({ config } satisfies Request) });
  return response.text();
}

type PluginFactory = typeof import('../../transformer/index.js').default;

/** How many programs are kept: they are large, and each worker is at one of its own. */
const KEPT = 4;

class Compiler {
  readonly #ts: typeof ts;
  readonly #plugin: PluginFactory;
  /** Files outside of projects, by all that makes a difference to how they are parsed. */
  readonly #parsed = new Map<string, ts.SourceFile | undefined>();
  /** By folder, what was built there lately: built plainly next, it differs only in its plugins and in where the output goes. */
  readonly #last = new Map<string, ts.Program>();

  constructor(workshop: string) {
    const require = createRequire(join(workshop, 'package.json'));
    this.#ts = require('typescript') as typeof ts;
    this.#plugin = (require('reprise/transformer') as { default: PluginFactory }).default;
  }

  compile(config: string): string {
    const compiler = this.#ts;
    const problems: ts.Diagnostic[] = [];
    const parsed = compiler.getParsedCommandLineOfConfigFile(config, undefined, { ...compiler.sys, onUnRecoverableConfigFileDiagnostic: (problem) => problems.push(problem) });
    if (parsed === undefined) return this.#text(problems);
    const { options } = parsed;
    const program = this.#program(parsed, dirname(config));
    problems.push(...compiler.getConfigFileParsingDiagnostics(parsed), ...program.getOptionsDiagnostics(), ...program.getSyntacticDiagnostics());
    if (options.noCheck !== true) problems.push(...program.getSemanticDiagnostics());
    const plugins = (options['plugins'] ?? []) as { readonly transform?: string }[];
    const before = plugins.map(({ transform: _transform, ...rest }) => this.#plugin(program, rest, { ts: compiler, library: 'typescript', addDiagnostic: (problem) => problems.push(problem), addWarning: () => undefined }));
    const { outDir } = program.getCompilerOptions();
    const write: ts.WriteFileCallback = (name, text, mark) => { compiler.sys.writeFile(outDir !== undefined && name.startsWith(outDir) ? `${options.outDir!}${name.slice(outDir.length)}` : name, text, mark); };
    const { diagnostics } = program.emit(undefined, write, undefined, undefined, { before });
    return this.#text([...problems, ...diagnostics]);
  }

  #program({ options, fileNames, errors }: ts.ParsedCommandLine, folder: string): ts.Program {
    const last = this.#last.get(folder);
    this.#last.delete(folder);
    const isSame = (program: ts.Program) => shapeOf(program.getCompilerOptions()) === shapeOf(options) && program.getRootFileNames().join('\n') === fileNames.join('\n')
      && fileNames.every((name) => program.getSourceFile(name)?.text === this.#ts.sys.readFile(name));
    if (last !== undefined && isSame(last)) return last;
    const program = this.#ts.createProgram({ rootNames: fileNames, options, host: this.#host(options, folder), configFileParsingDiagnostics: errors });
    this.#last.set(folder, program);
    for (const old of this.#last.keys()) if (this.#last.size > KEPT) this.#last.delete(old);
    return program;
  }

  /** A host that reads again what lies in the project's folder, and all else once for projects with the same options. */
  #host(options: ts.CompilerOptions, folder: string): ts.CompilerHost {
    const host = this.#ts.createCompilerHost(options);
    const { getSourceFile } = host;
    const shape = shapeOf(options);
    host.getSourceFile = (name, language, ...rest) => {
      if (name.startsWith(folder)) return getSourceFile(name, language, ...rest);
      const { languageVersion, impliedNodeFormat } = typeof language === 'object' ? language : { languageVersion: language, impliedNodeFormat: undefined };
      const key = `${name}\0${languageVersion}\0${impliedNodeFormat}\0${shape}`;
      if (!this.#parsed.has(key)) this.#parsed.set(key, getSourceFile(name, language, ...rest));
      return this.#parsed.get(key);
    };
    return host;
  }

  #text(problems: readonly ts.Diagnostic[]): string {
    const errors = problems.filter(({ category }) => category === this.#ts.DiagnosticCategory.Error);
    return this.#ts.formatDiagnostics(errors, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => sep, getNewLine: () => '\n' });
  }
}

/** What makes a difference to what is parsed. */
function shapeOf({ outDir: _outDir, rootDir: _rootDir, plugins: _plugins, configFilePath: _configFilePath, pathsBasePath: _pathsBasePath, ...shaping }: ts.CompilerOptions): string {
  return JSON.stringify(shaping);
}
