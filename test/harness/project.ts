// Projects as users have them: sources, a tsconfig with the plugin, perhaps packages in node_modules.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { compileWith } from './compiler.js';

/** What a project is made of. */
export interface ProjectOptions {
  /** Text by path. Programs lie in `src/`: `{ 'src/main.ts': '…' }` becomes `dist/main.js`. */
  readonly files: Readonly<Record<string, string>>;
  readonly module?: 'commonjs' | 'esm';
  /** Packages outside the program: name → text by path. Without a package.json one is made up. */
  readonly outside?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** A folder of installed packages, which becomes the project's node_modules. */
  readonly modules?: string;
  /** Further options of the plugin entry. */
  readonly plugin?: Readonly<Record<string, unknown>>;
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
}

/** A compiled project. */
export interface Project {
  readonly folder: string;
  /** Path of a file in the project. */
  path(name: string): string;
  /** Writes a file again; {@link Project.compile} takes it in. */
  write(name: string, text: string): void;
  /** Compiles again, with the transformer. */
  compile(): Promise<void>;
  /** The folder with the same program compiled without the transformer; made the first time it is asked for. */
  plain(): Promise<string>;
  remove(): void;
}

/** Path of the packed package that tests run. */
export function installed(...path: string[]): string {
  return join(inject('workshop'), 'node_modules', 'reprise', ...path);
}

/** Makes a project and compiles it, as `tspc` does. */
export async function project(options: ProjectOptions): Promise<Project> {
  const folder = mkdtempSync(join(inject('workshop'), 'project-'));
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  let plainFolder: Promise<string> | undefined;
  const made: Project = {
    folder,
    write,
    path: (name) => join(folder, name),
    compile: () => compile(folder, 'tsconfig.json'),
    plain: () => (plainFolder ??= compile(folder, 'tsconfig.plain.json').then(() => join(folder, 'plain'))),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  write('package.json', JSON.stringify({ name: 'program', version: '1.0.0', private: true, type: options.module === 'esm' ? 'module' : 'commonjs' }));
  write('tsconfig.json', JSON.stringify(tsconfig('dist', [{ transform: 'reprise/transformer', ...options.plugin }], options.compilerOptions)));
  write('tsconfig.plain.json', JSON.stringify(tsconfig('plain', [], options.compilerOptions)));
  for (const [name, text] of Object.entries(options.files)) write(name, text);
  if (options.modules !== undefined) symlinkSync(options.modules, join(folder, 'node_modules'), 'junction');
  for (const [name, files] of Object.entries(options.outside ?? {})) {
    if (!('package.json' in files)) write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    for (const [path, text] of Object.entries(files)) write(`node_modules/${name}/${path}`, text);
  }
  await made.compile();
  return made;
}

function tsconfig(outDir: string, plugins: readonly object[], further: Readonly<Record<string, unknown>> = {}): object {
  return {
    compilerOptions: {
      target: 'es2022', module: 'node16', moduleResolution: 'node16', rootDir: 'src', outDir, sourceMap: true, types: ['node'],
      // Types are checked where types are the subject; here they would only cost time.
      noCheck: true, skipLibCheck: true, plugins, ...further,
    },
    include: ['src'],
  };
}

async function compile(folder: string, config: string): Promise<void> {
  const problems = await compileWith(inject('compiler'), join(folder, config));
  if (problems !== '') throw new Error(`${config} of a test's project is wrong:\n${problems}`);
}
