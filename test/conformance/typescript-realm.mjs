// Runs the outputs of a case in a realm of their own and notes what can be seen of it: what is printed, what is thrown,
// and what its variables are at the end.
import { posix } from 'node:path';
import { inspect, types } from 'node:util';
import vm from 'node:vm';
import { offRuntime } from './off-runtime.mjs';
import { ts } from './package.mjs';

/** Milliseconds that a file may compute in one go. Most need a few; a busy machine needs many. */
const TIMEOUT = 2_000;
/** Turns of the event loop that follow. */
const TURNS = 10;

/** A file that the engine does not read. */
export class Unparsable extends Error {}

/** What a rejection that nothing handles is told to. */
let current;
process.on('unhandledRejection', (error) => { current?.note('unhandled', error); });

/** How each output is read, by path: what it is a module of, and which variables to look at, as the plain one tells. */
export function shapesOf(outputs) {
  const shapes = new Map();
  for (const [path, text] of outputs) {
    if (!/\.[cm]?js$/.test(path)) continue;
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
    shapes.set(path, { isModule: file.externalModuleIndicator !== undefined, names: file.statements.flatMap(namesOf) });
  }
  return shapes;
}

function namesOf(statement) {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  return (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name !== undefined ? [statement.name.text] : [];
}

function boundNames(name) {
  return ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((element) => (element.name === undefined ? [] : boundNames(element.name)));
}

/** @throws Unparsable */
export function assertParses(outputs, shapes) {
  for (const [path, { isModule }] of shapes) {
    try {
      if (isModule) new vm.SourceTextModule(outputs.get(path), { identifier: path });
      else new vm.Script(wrapped(outputs.get(path)), { filename: path });
    } catch (error) {
      throw new Unparsable(`${path}: ${error}`);
    }
  }
}

function wrapped(text) {
  return `(function (exports, require, module, __filename, __dirname) {${text.replace(/^#!/, '//')}\n})`;
}

/** Runs every file in turn; gives what was seen, a line each. */
export async function run(outputs, shapes) {
  const realm = new CaseRealm(outputs, shapes);
  current = realm;
  for (const path of shapes.keys()) await realm.runFile(path);
  for (let turn = 0; turn < TURNS; turn++) await new Promise(setImmediate);
  current = undefined;
  return realm.seen;
}

/** The clock and random numbers are the same in every run. */
const STILL = new vm.Script(`{
  let random = 0;
  Math.random = () => (random = (random * 7 + 0.123456789) % 1);
  Date = class Date extends globalThis.Date { constructor(...given) { super(...(given.length === 0 ? [1e12] : given)); } static now() { return 1e12; } };
}`);

class CaseRealm {
  seen = [];
  context = vm.createContext();
  #outputs;
  #shapes;
  #modules = new Map();
  #runtime;

  constructor(outputs, shapes) {
    this.#outputs = outputs;
    this.#shapes = shapes;
    const define = (name, value) => Object.defineProperty(this.context, name, { value, writable: true, configurable: true, enumerable: false });
    const print = (...values) => { this.seen.push(`printed ${values.map((value) => summary(value)).join(' ')}`); };
    define('console', Object.fromEntries(['log', 'error', 'warn', 'info', 'debug', 'dir', 'trace'].map((name) => [name, print])));
    STILL.runInContext(this.context);
    define('alert', print);
    define('setTimeout', (callback) => { setImmediate(() => { this.attempt('timer', callback); }); });
    define('__look', (path, name, read) => { this.seen.push(`${path} ${name} ${look(read)}`); });
  }

  note(what, error) {
    this.seen.push(`${what} ${summary(error)}`);
  }

  attempt(what, action) {
    try {
      action();
    } catch (error) {
      this.note(what, error);
    }
  }

  async runFile(path) {
    try {
      if (this.#shapes.get(path).isModule) await this.#evaluate(this.#module(path));
      else this.#require(path);
    } catch (error) {
      this.note(`threw ${path}`, error);
    }
  }

  #looking(path) {
    const { names } = this.#shapes.get(path);
    return [...new Set(names)].map((name) => `\n;__look(${JSON.stringify(path)}, ${JSON.stringify(name)}, () => ${name});`).join('');
  }

  #resolve(from, specifier) {
    const bases = /^\.{0,2}\//.test(specifier) || specifier === '.' || specifier === '..' ? [posix.resolve(posix.dirname(from), specifier)] : [`/case/node_modules/${specifier}`];
    const found = bases.flatMap((base) => [base, `${base}.js`, `${base}.json`, `${base}/index.js`, base.replace(/\.[cm]?tsx?$/, '.js')]).find((path) => this.#outputs.has(path));
    if (found === undefined) throw new Error(`Cannot find module '${specifier}'`);
    return found;
  }

  #require(path) {
    const known = this.#modules.get(path);
    if (known !== undefined) return known.exports ?? known.namespace;
    const module = { exports: vm.runInContext('({})', this.context) };
    this.#modules.set(path, module);
    if (path.endsWith('.json')) return module.exports = JSON.parse(this.#outputs.get(path));
    if (this.#shapes.get(path)?.isModule !== false) throw new Error(`Cannot require '${path}'`);
    const script = new vm.Script(wrapped(this.#outputs.get(path) + this.#looking(path)), { filename: path, importModuleDynamically: (specifier) => this.#import(path, specifier) });
    const load = (specifier) => (specifier === 'reprise/runtime' ? this.#off() : this.#require(this.#resolve(path, specifier)));
    // Called in the context, so that it can be ended.
    Object.assign(this.context, { __start: () => script.runInContext(this.context).call(module.exports, module.exports, load, module, path, posix.dirname(path)) });
    vm.runInContext('__start()', this.context, { timeout: TIMEOUT });
    this.seen.push(`${path} exports ${summary(module.exports)}`);
    return module.exports;
  }

  #module(path) {
    const known = this.#modules.get(path);
    if (known !== undefined) return known;
    if (this.#shapes.get(path)?.isModule !== true) {
      const exports = this.#require(path);
      const names = [...new Set(['default', ...Object.keys(exports ?? {})])];
      const module = new vm.SyntheticModule(names, () => { for (const name of names) module.setExport(name, name === 'default' ? exports : exports[name]); }, { context: this.context, identifier: path });
      return module;
    }
    const module = new vm.SourceTextModule(this.#outputs.get(path) + this.#looking(path), {
      context: this.context, identifier: path, initializeImportMeta: (meta) => { meta.url = `file://${path}`; }, importModuleDynamically: (specifier) => this.#import(path, specifier),
    });
    this.#modules.set(path, module);
    return module;
  }

  async #evaluate(module) {
    if (module.status === 'unlinked') await module.link((specifier, referrer) => (specifier === 'reprise/runtime' ? this.#offModule() : this.#module(this.#resolve(referrer.identifier, specifier))));
    if (module.status !== 'linked') return module;
    let settled = false;
    const evaluated = module.evaluate({ timeout: TIMEOUT }).finally(() => { settled = true; });
    evaluated.catch(() => undefined);
    for (let turn = 0; turn < TURNS && !settled; turn++) await new Promise(setImmediate);
    if (!settled) throw new Error('evaluation never ended');
    await evaluated;
    return module;
  }

  async #import(from, specifier) {
    return this.#evaluate(this.#module(this.#resolve(from, specifier)));
  }

  #off() {
    return this.#runtime ??= offRuntime(this.context);
  }

  #offModule() {
    const module = new vm.SyntheticModule(['module'], () => { module.setExport('module', this.#off().module); }, { context: this.context, identifier: 'reprise/runtime' });
    return module;
  }
}

function look(read) {
  try {
    return summary(read());
  } catch (error) {
    return `cannot be read: ${summary(error)}`;
  }
}

/** What a value is, without calling anything of it. */
function summary(value, depth = 2) {
  if (types.isNativeError(value)) return `${own(value, 'name') ?? value.constructor?.name}: ${own(value, 'message')}`;
  if (typeof value !== 'function' && (typeof value !== 'object' || value === null)) return typeof value === 'string' ? JSON.stringify(value) : inspect(value);
  if (types.isProxy(value)) return 'proxy';
  const kind = typeof value === 'function' ? `function ${own(value, 'name')} ${own(value, 'length')}` : Array.isArray(value) ? 'array' : Object.prototype.toString.call(value);
  if (depth === 0) return kind;
  const members = Reflect.ownKeys(value).filter((key) => !(typeof value === 'function' && (key === 'name' || key === 'length'))).slice(0, 40).map((key) => {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    const flags = `${descriptor.enumerable ? 'e' : ''}${descriptor.writable ? 'w' : ''}${descriptor.configurable ? 'c' : ''}`;
    return `${String(key)}(${flags}) ${descriptor.get || descriptor.set ? 'accessor' : summary(descriptor.value, depth - 1)}`;
  });
  return `${kind} { ${members.join(', ')} }`;
}

function own(value, key) {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}
