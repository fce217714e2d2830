// Classes of Node's modules that run live in every mode: the program has them as they are. What the outside makes of them
// is a handle, or an error, whose prototype has to be the program's, too.
import { EventEmitter } from 'node:events';
import { functionName } from './class-names.js';
import { getOwnPropertyDescriptor, hasOwn, isPrimitive, isProxy, ownKeys } from './natives.js';
import { builtinModule } from './roots.js';

const PREFIX = 'live:';
const HOME: Readonly<Record<string, string>> = {
  EventEmitter: 'node:events', EventEmitterAsyncResource: 'node:events', AssertionError: 'node:assert', StringDecoder: 'node:string_decoder', Url: 'node:url', MIMEType: 'node:util',
};

/**
 * The name of such a class, or of its prototype; undefined for all else. Loads a module only for what is named like its class.
 *
 * @param known - name of a function, if it was asked for before
 */
export function livePath(object: object, known?: string): string | undefined {
  if (isProxy(object)) return undefined;
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

/** The class or prototype of a name. */
export function liveAt(path: string): object | undefined {
  if (!path.startsWith(PREFIX)) return undefined;
  const [name, part] = path.slice(path.indexOf('.') + 1).split('.');
  const found = classNamed(name!);
  return part === undefined ? found : found?.prototype as object | undefined;
}

function classNamed(name: string): Function | undefined {
  const module = builtinModule(HOME[name]!);
  const found: unknown = module === undefined || isPrimitive(module) ? undefined : (module as Record<string, unknown>)[name];
  return typeof found === 'function' ? found : undefined;
}
