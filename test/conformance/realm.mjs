// Runs one test in a realm of its own, as test262's INTERPRETING.md asks of a host.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { offRuntime } from './off-runtime.mjs';

const { createContext, Script, SourceTextModule, SyntheticModule } = vm;

/** Milliseconds that a test may compute in one go. */
const TIMEOUT = 5_000;
/** Turns of the event loop that an asynchronous test may take. */
const TURNS = 300;

const scripts = new Map();

/** A script that many realms run, compiled once. */
function shared(path) {
  let script = scripts.get(path);
  if (script === undefined) scripts.set(path, script = new Script(readFileSync(path, 'utf8'), { filename: path }));
  return script;
}

/** A rejection that nothing handles is none of the test's business. */
process.on('unhandledRejection', () => undefined);

/**
 * Runs a test.
 *
 * @param {(path: string, text: string, isModule: boolean) => string} prepare - what to run in place of a text; throws if it refuses
 * @returns {Promise<string>} `pass`, or what went wrong
 */
export async function runTest(checkout, test, mode, prepare) {
  const isModule = mode === 'module';
  const realm = new Realm(checkout, prepare);
  let phase = 'parse';
  try {
    if (mode !== 'raw') for (const name of ['assert.js', 'sta.js', ...(test.isAsync ? ['doneprintHandle.js'] : []), ...test.includes]) realm.include(name);
    const text = mode === 'strict' ? `"use strict";\n${test.text}` : test.text;
    if (isModule) {
      const module = realm.compileModule(test.path, text);
      phase = 'resolution';
      await module.link(realm.link);
      phase = 'runtime';
      await within(module.evaluate({ timeout: TIMEOUT }));
    } else {
      const script = realm.compileScript(test.path, text);
      phase = 'runtime';
      script.runInContext(realm.context, { timeout: TIMEOUT });
    }
    if (test.isAsync) return judgeDone(await realm.done());
  } catch (error) {
    return judgeError(test, phase, error);
  }
  return test.negative === undefined ? 'pass' : `expected ${test.negative.type} at ${test.negative.phase}`;
}

function judgeDone(printed) {
  if (printed === undefined) return 'never done';
  return printed === 'Test262:AsyncTestComplete' ? 'pass' : String(printed);
}

function judgeError({ negative }, phase, error) {
  const name = error?.constructor?.name ?? error?.name;
  const refused = error?.code === 'REPRISE_TRANSFORM';
  if (negative === undefined) return `${phase}: ${describe(error)}`;
  // What the instrumenter cannot read is an error of the build: as good as one of the engine, and earlier.
  if (negative.phase !== 'runtime' && phase !== 'runtime' && (refused || name === negative.type)) return 'pass';
  return negative.phase === phase && name === negative.type ? 'pass' : `expected ${negative.type} at ${negative.phase}, got ${phase}: ${describe(error)}`;
}

function describe(error) {
  try {
    return String(error?.stack === undefined ? error : `${error.name ?? error.constructor?.name}: ${error.message}`).split('\n', 1)[0];
  } catch {
    return 'a thrown value that cannot be printed';
  }
}

/** The event loop turns while the promise is pending: a module may await what never comes. */
async function within(promise) {
  let settled = false;
  const noted = promise.finally(() => { settled = true; });
  noted.catch(() => undefined);
  for (let turn = 0; turn < TURNS && !settled; turn++) await new Promise(setImmediate);
  if (!settled) throw new Error('evaluation never ended');
  return noted;
}

class Realm {
  context = createContext();
  #checkout;
  #prepare;
  #printed = [];
  #modules = new Map();
  #runtime;

  constructor(checkout, prepare) {
    this.#checkout = checkout;
    this.#prepare = prepare;
    const define = (name, value) => Object.defineProperty(this.context, name, { value, writable: true, configurable: true, enumerable: false });
    define('print', (message) => { this.#printed.push(message); });
    define('$262', this.#host());
    if (prepare.instruments) {
      define('require', (specifier) => this.#require(specifier));
      define('__filename', '/test262/test.js');
    }
  }

  #host() {
    const realm = this;
    const inside = new Script('globalThis').runInContext(this.context);
    return {
      global: inside,
      createRealm: () => new Realm(realm.#checkout, realm.#prepare).context.$262,
      evalScript: (text) => new Script(text).runInContext(realm.context),
      detachArrayBuffer: (buffer) => { structuredClone(buffer, { transfer: [buffer] }); },
      gc: () => globalThis.gc?.(),
      AbstractModuleSource: undefined,
    };
  }

  include(name) {
    shared(join(this.#checkout, 'harness', name)).runInContext(this.context);
  }

  compileScript(path, text) {
    const prepared = this.#prepare(path, text, false);
    return new Script(prepared, { filename: path, importModuleDynamically: (specifier, _script, attributes) => this.#import(path, specifier, attributes) });
  }

  compileModule(path, text) {
    const module = new SourceTextModule(this.#prepare(path, text, true), {
      context: this.context, identifier: path,
      initializeImportMeta: (meta) => { meta.url = pathToFileURL(path).href; },
      importModuleDynamically: (specifier, _module, attributes) => this.#import(path, specifier, attributes),
    });
    this.#modules.set(path, module);
    return module;
  }

  link = (specifier, referrer, extra) => this.#load(referrer.identifier, specifier, extra.attributes ?? extra.assert);

  #load(from, specifier, attributes = {}) {
    if (specifier === 'reprise/runtime') return this.#runtimeModule();
    const path = join(dirname(from), specifier);
    const key = attributes.type === undefined ? path : `${path}\0${attributes.type}`;
    const known = this.#modules.get(key);
    if (known !== undefined) return known;
    const text = readFileSync(path, 'utf8');
    if (attributes.type === undefined) return this.compileModule(path, text);
    const value = attributes.type === 'json' ? new Script(`(text) => JSON.parse(text)`).runInContext(this.context)(text) : text;
    const module = new SyntheticModule(['default'], () => { module.setExport('default', value); }, { context: this.context, identifier: key });
    this.#modules.set(key, module);
    return module;
  }

  async #import(from, specifier, attributes) {
    const module = this.#load(from, specifier, attributes);
    if (module.status === 'unlinked') await module.link(this.link);
    // A module that is being evaluated already is waited for by the engine.
    if (module.status === 'linked') await module.evaluate({ timeout: TIMEOUT });
    return module;
  }

  #require(specifier) {
    if (specifier !== 'reprise/runtime') return createRequire(import.meta.url)(specifier);
    if (this.#runtime !== undefined) return this.#runtime;
    return this.#runtime = offRuntime(this.context);
  }

  #runtimeModule() {
    const known = this.#modules.get('reprise/runtime');
    if (known !== undefined) return known;
    const module = new SyntheticModule(['module'], () => { module.setExport('module', this.#require('reprise/runtime').module); }, { context: this.context, identifier: 'reprise/runtime' });
    this.#modules.set('reprise/runtime', module);
    return module;
  }

  /** The first thing printed, once it is there. */
  async done() {
    for (let turn = 0; turn < TURNS && this.#printed.length === 0; turn++) await new Promise(setImmediate);
    return this.#printed[0];
  }
}
