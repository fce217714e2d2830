// Node's modules that run live in every mode, and their classes: the program has them as they are. What the outside makes of the
// classes is a handle, or an error, whose prototype has to be the program's, too.
import { EventEmitter } from 'node:events';
import { functionName } from './class-names.js';
import { getOwnPropertyDescriptor, hasOwn, isPrimitive, isProxy, ownKeys } from './natives.js';
import { builtinModule } from './roots.js';

const PREFIX = 'live:';
/** By name, what is asked for by its name. `assert` is a function, and has itself as a member. */
const HOME: Readonly<Record<string, string>> = {
  ok: 'node:assert', EventEmitter: 'node:events', EventEmitterAsyncResource: 'node:events', AssertionError: 'node:assert', StringDecoder: 'node:string_decoder', Url: 'node:url', MIMEType: 'node:util',
};

/** Modules that are objects, as a function of `createRequire` gives them. Node itself has loaded these. */
const modules = new Map<object, string>(['node:path', 'node:path/posix', 'node:path/win32', 'node:util', 'node:util/types', 'node:url', 'node:buffer'].flatMap((specifier) => {
  const module = builtinModule(specifier);
  return module === undefined ? [] : [[module, `${PREFIX}${specifier}`]];
}));

/**
 * The name of such a module, of a class, or of its prototype; undefined for all else. Loads a module only for what is named like its class.
 *
 * @param known - name of a function, if it was asked for before
 */
export function livePath(object: object, known?: string): string | undefined {
  if (isProxy(object)) return undefined;
  const module = modules.get(object);
  if (module !== undefined) return module;
  const maker: unknown = typeof object === 'function' ? object : getOwnPropertyDescriptor(object, 'constructor')?.value;
  if (typeof maker !== 'function') return undefined;
  const name = known ?? functionName(maker);
  if (!hasOwn(HOME, name) || classNamed(name) !== maker) return undefined;
  const path = `${PREFIX}${HOME[name]!}.${name}`;
  return object === maker ? path : object === maker.prototype ? `${path}.prototype` : undefined;
}

/** Methods of emitters and event targets. */
const methods = new Set<unknown>([EventEmitter.prototype as object, EventTarget.prototype].flatMap((prototype) => ownKeys(prototype).map((key) => getOwnPropertyDescriptor(prototype, key)?.value as unknown)).filter((value) => typeof value === 'function'));

/**
 * Whether a function is a method that objects of the program and of the outside inherit alike. It stays the host's where
 * a class of the program has it mixed in: called on something of the outside, it must be the outside that runs it.
 */
export function isLiveMethod(fn: unknown): boolean {
  return methods.has(fn);
}

/** The module, class or prototype of a name. */
export function liveAt(path: string): object | undefined {
  if (!path.startsWith(PREFIX)) return undefined;
  if (!path.includes('.')) return builtinModule(path.slice(PREFIX.length));
  const [name, part] = path.slice(path.indexOf('.') + 1).split('.');
  const found = classNamed(name!);
  return part === undefined ? found : found?.prototype as object | undefined;
}

function classNamed(name: string): Function | undefined {
  const module = builtinModule(HOME[name]!);
  const found: unknown = module === undefined || isPrimitive(module) ? undefined : (module as Record<string, unknown>)[name];
  return typeof found === 'function' ? found : undefined;
}
