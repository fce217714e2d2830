// One measured step of transformer.mjs: CPU time in milliseconds, wall time since the process began, and the size of
// the output.
//   node bench/transformer-step.mjs empty|plugin|text|mapped LINES
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ordinaryCode } from './ordinary.mjs';
import { root } from './workshop.mjs';

const require = createRequire(import.meta.url);
const ts = require('typescript');
const { default: reprise, instrument } = require(process.env.REPRISE_TRANSFORMER ?? join(root, 'dist/transformer/index.js'));

const [variant, lines] = process.argv.slice(2);
const files = [...ordinaryCode(Number(lines))].map(([name, text]) => [join(root, name), text]);
console.log(JSON.stringify(variant === 'empty' || variant === 'plugin' ? build() : print()));

function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

/** A whole build in memory as the command line does one: parse, bind, check, emit. */
function build() {
  let size = 0;
  let own = 0;
  const start = cpu();
  const options = {
    target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, types: [], lib: ['lib.es2022.d.ts'],
    strict: true, ignoreDeprecations: '6.0', sourceMap: true, rootDir: root, outDir: join(root, 'nowhere'),
  };
  const texts = new Map(files);
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, language) => (texts.has(name) ? ts.createSourceFile(name, texts.get(name), language) : getSourceFile(name, language));
  host.fileExists = (name) => texts.has(name) || ts.sys.fileExists(name);
  const program = ts.createProgram([...texts.keys()], options, host);
  ts.getPreEmitDiagnostics(program);
  const factory = variant === 'empty' ? () => (file) => file : reprise(program, {}, { ts });
  const before = (context) => {
    const transform = factory(context);
    return (file) => {
      // The clock, not CPU time, which takes longer to ask for than most files to transform.
      const since = performance.now();
      const result = transform(file);
      own += performance.now() - since;
      return result;
    };
  };
  program.emit(undefined, (name, text) => { if (name.endsWith('.js')) size += text.length; }, undefined, undefined, { before: [before] });
  return { time: cpu() - start, wall: performance.now(), size, own };
}

/** The second of two passes: build tools are warm after their first files. */
function print() {
  let parse = 0;
  let time = 0;
  for (let pass = 0; pass < 2; pass++) {
    let start = cpu();
    for (const [file, text] of files) ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false);
    parse = cpu() - start;
    start = cpu();
    for (const [file, text] of files) instrument(text, { file, packageRoot: root, format: 'esm', sourceMap: variant === 'mapped' });
    time = cpu() - start;
  }
  return { time, parse };
}
