// What the compiler makes of a case: as it is, with the plugin, and of the text printer's texts.
import { posix } from 'node:path';
import { instrument, plugin, ts } from './package.mjs';
import { FOLDER } from './typescript-cases.mjs';

const CODE = /\.[cm]?[jt]sx?$/;

/** A file that the compiler reads with errors: it makes something of it, which `instrument()` does not. */
export class Unreadable extends Error {}

/** The outputs of a case by path, as the compiler alone makes them. */
export function plain({ files, options }) {
  return emit(files, options, false);
}

/** With the tree printer. */
export function tree({ files, options }) {
  return emit(files, options, true);
}

/** What the compiler makes of the texts of the text printer. @throws Unreadable */
export function text({ files, options }) {
  const { program } = programOf(files, options);
  const texts = new Map();
  for (const [path, source] of files) {
    const file = program.getSourceFile(path);
    if (!CODE.test(path) || file === undefined || file.isDeclarationFile || isLeftOut(path, options)) texts.set(path, source);
    else {
      if (file.parseDiagnostics.length > 0) throw new Unreadable(path);
      const format = ts.isExternalModule(file) && isEsm(program, file, options) ? 'esm' : 'commonjs';
      texts.set(path, instrument(source, { file: path, packageRoot: '/', format, sourceMap: false, importsBecomeRequires: options.module === ts.ModuleKind.CommonJS }).code);
    }
  }
  return emit(texts, options, false);
}

function isEsm(program, file, { module }) {
  return (program.getEmitModuleFormatOfFile(file) ?? module) !== ts.ModuleKind.CommonJS;
}

/** JavaScript files that the compiler is not asked to read. */
function isLeftOut(path, { allowJs }) {
  return allowJs !== true && /\.[cm]?jsx?$/.test(path);
}

function emit(files, options, instrumented) {
  const outputs = new Map();
  const current = programOf(files, options);
  const { program } = current;
  current.write = (path, content) => { outputs.set(posix.join(FOLDER, posix.relative('/out', path)), content); };
  program.emit(undefined, undefined, undefined, undefined, instrumented ? { before: [plugin(program, {}, { ts })] } : undefined);
  for (const [path, content] of files) if (path.endsWith('.json') || isLeftOut(path, options)) outputs.set(path, content);
  return outputs;
}

/** The last program: a case is compiled with the plugin and without it, in turn. */
let last;

function programOf(files, options) {
  if (last?.files === files) return last;
  const current = last = { files, program: undefined, write: undefined };
  const roots = [...files.keys()].filter((path) => CODE.test(path) && !isLeftOut(path, options) && !path.includes('/node_modules/'));
  const folders = new Set(['/']);
  for (const path of files.keys()) for (let folder = posix.dirname(path); folder !== '/'; folder = posix.dirname(folder)) folders.add(folder);
  current.program = ts.createProgram(roots, options, {
    getDefaultLibFileName: () => 'lib.d.ts', getCurrentDirectory: () => FOLDER, getCanonicalFileName: (name) => name, useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n', getDirectories: () => [], directoryExists: (name) => folders.has(name), fileExists: (name) => files.has(name), readFile: (name) => files.get(name),
    getSourceFile: (name, language) => (files.has(name) ? ts.createSourceFile(name, files.get(name), language) : undefined),
    writeFile: (path, content) => current.write(path, content),
  });
  return current;
}
