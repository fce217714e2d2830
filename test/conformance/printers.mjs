// What becomes of a test's text: nothing, TypeScript's own output, or that of either printer.
import { instrument, plugin, ts } from './package.mjs';

/** The text itself. */
export const untouched = (_path, text) => text;

/** The text printer's output. */
export const text = Object.assign((path, source, isModule) => instrument(source, {
  file: path, packageRoot: '/', format: isModule ? 'esm' : 'commonjs', sourceMap: false,
}).code, { instruments: true });

/** What TypeScript makes of it without a plugin. */
export const compiled = (path, source, isModule) => emit(path, source, isModule, false);

/** The tree printer's output. */
export const tree = Object.assign((path, source, isModule) => emit(path, source, isModule, true), { instruments: true });

/** The compiler does not read the text, so there is no output to compare. */
export class Unreadable extends SyntaxError {
  name = 'SyntaxError';
}

const HOST = {
  getDefaultLibFileName: () => 'lib.d.ts',
  getCurrentDirectory: () => '/',
  getCanonicalFileName: (name) => name,
  useCaseSensitiveFileNames: () => true,
  getNewLine: () => '\n',
  directoryExists: () => false,
  getDirectories: () => [],
  readFile: () => undefined,
};

/** The last program: a text is compiled with the plugin and without it, in turn. */
let last;

function programOf(path, source, isModule) {
  if (last?.path === path && last.source === source) return last;
  const options = {
    allowJs: true, noCheck: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: isModule ? ts.ModuleDetectionKind.Force : ts.ModuleDetectionKind.Legacy, types: [], noLib: true, noResolve: true, strict: false, alwaysStrict: false,
    ignoreDeprecations: '6.0', outDir: '/out', newLine: ts.NewLineKind.LineFeed,
  };
  const program = ts.createProgram([path], options, {
    ...HOST,
    fileExists: (name) => name === path,
    getSourceFile: (name, language) => (name === path ? ts.createSourceFile(name, source, language) : undefined),
    writeFile: (_name, result) => { last.output = result; },
  });
  return last = { path, source, program, output: undefined };
}

function emit(path, source, isModule, instrumented) {
  const current = programOf(path, source, isModule);
  const { program } = current;
  const [wrong] = program.getSourceFile(path).parseDiagnostics;
  if (wrong !== undefined) throw new Unreadable(ts.flattenDiagnosticMessageText(wrong.messageText, ' '));
  program.emit(undefined, undefined, undefined, undefined, instrumented ? { before: [plugin(program, {}, { ts })] } : undefined);
  return current.output;
}
