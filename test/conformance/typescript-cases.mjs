// The compiler's own cases: which there are, the files that each consists of, and the options that it asks for.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { ts } from './package.mjs';

const FOLDERS = ['conformance', 'compiler'];

/** Names of cases relative to `tests/cases/`, in the order of the folders. */
export function casesOf(checkout, subjects = FOLDERS) {
  return subjects.flatMap((subject) => {
    if (/\.tsx?$/.test(subject)) return [subject];
    return readdirSync(join(checkout, 'tests/cases', subject), { recursive: true })
      .map((name) => `${subject}/${name.split('\\').join('/')}`)
      .filter((name) => /\.tsx?$/.test(name))
      .sort();
  });
}

/** Where the files of a case lie, in a file system of their own. */
export const FOLDER = '/case';

const DIRECTIVE = /^\s*\/\/\s*@(\w+)\s*:\s*([^\r\n]*)/;
const CODE = /\.[cm]?[jt]sx?$/;

/**
 * Reads a case.
 *
 * `files` are its texts by path, `options` the compiler's. Of several values of an option the last is taken. What cannot be
 * instrumented or run here becomes what can: targets before ES2015 become ES2015, other kinds of modules CommonJS.
 */
export function readCase(checkout, name) {
  const asked = {};
  const files = new Map();
  let current = posix.join(FOLDER, posix.basename(name));
  let lines = [];
  const end = () => {
    const text = lines.join('\n');
    if (CODE.test(current) || current.endsWith('.json')) {
      if (text.trim() !== '') files.set(current, text);
    }
    lines = [];
  };
  for (const line of readFileSync(join(checkout, 'tests/cases', name), 'utf8').replace(/^\ufeff/, '').split(/\r?\n/)) {
    const [, key = '', value = ''] = DIRECTIVE.exec(line) ?? [];
    if (key.toLowerCase() === 'filename') {
      end();
      current = posix.join(FOLDER, value.trim());
    } else if (key !== '' && key !== 'ts') asked[key.toLowerCase()] = value.split(',').map((part) => part.trim().toLowerCase()).at(-1);
    else lines.push(line);
  }
  end();
  return { name, files, options: optionsOf(asked) };
}

const { ScriptTarget, ModuleKind, ModuleResolutionKind, JsxEmit } = ts;
const TARGETS = Object.fromEntries(['ES2015', 'ES2016', 'ES2017', 'ES2018', 'ES2019', 'ES2020', 'ES2021', 'ES2022', 'ESNext'].map((target) => [target.toLowerCase(), ScriptTarget[target]]));
const MODULES = { node16: ModuleKind.NodeNext, node18: ModuleKind.NodeNext, nodenext: ModuleKind.NodeNext, es6: ModuleKind.ESNext, es2015: ModuleKind.ESNext, es2020: ModuleKind.ESNext, es2022: ModuleKind.ESNext, esnext: ModuleKind.ESNext };
const JSX = { preserve: JsxEmit.Preserve, react: JsxEmit.React, 'react-jsx': JsxEmit.ReactJSX, 'react-jsxdev': JsxEmit.ReactJSXDev, 'react-native': JsxEmit.ReactNative };
const FLAGS = {
  experimentaldecorators: 'experimentalDecorators', emitdecoratormetadata: 'emitDecoratorMetadata', usedefineforclassfields: 'useDefineForClassFields',
  isolatedmodules: 'isolatedModules', preserveconstenums: 'preserveConstEnums', esmoduleinterop: 'esModuleInterop', allowjs: 'allowJs', removecomments: 'removeComments',
  verbatimmodulesyntax: 'verbatimModuleSyntax',
};

function optionsOf(asked) {
  const module = MODULES[asked.module] ?? ModuleKind.CommonJS;
  const options = {
    target: asked.target === undefined ? ScriptTarget.ES2022 : asked.target === 'es6' ? ScriptTarget.ES2015 : TARGETS[asked.target] ?? ScriptTarget.ES2015,
    module,
    moduleResolution: module === ModuleKind.NodeNext ? ModuleResolutionKind.NodeNext : ModuleResolutionKind.Bundler,
    noCheck: true, noLib: true, types: [], strict: false, alwaysStrict: false, esModuleInterop: false, ignoreDeprecations: '6.0',
    rootDir: FOLDER, outDir: '/out', newLine: ts.NewLineKind.LineFeed,
  };
  if (JSX[asked.jsx] !== undefined) options.jsx = JSX[asked.jsx];
  for (const [key, option] of Object.entries(FLAGS)) if (asked[key] !== undefined) options[option] = asked[key] === 'true';
  return options;
}
