// Methods of Node's own classes that queue nothing and, if nobody listens for it, call nobody: registering a listener,
// keeping a header. A crossing to one starts no segment, and so costs no chain of anchors. Should such a call let
// something in all the same (the warning of too many listeners), the recorder starts the segment then.
import { getOwnPropertyDescriptor, isPrimitive, isProxy } from './natives.js';
import { builtinModule } from './roots.js';

/** Whether a call is inert. */
type Test = (thisArg: object, first: unknown) => boolean;

/** Events whose first listener sets a stream going. */
const starts = new Set<unknown>(['data', 'readable']);

function isUnheard(object: object, event: string): boolean {
  return (object as { readonly _events?: Record<string, unknown> })._events?.[event] === undefined;
}

const always: Test = () => true;
const listens: Test = (object) => isUnheard(object, 'newListener');
const forgets: Test = (object) => isUnheard(object, 'removeListener');
/** Also of `once`, which calls `on`: a stream has its own. */
const streamListens: Test = (object, event) => !starts.has(event) && listens(object, event);
const streamForgets: Test = (object, event) => !starts.has(event) && forgets(object, event);

type Entry = readonly [module: string, owner: string, key: string, test: Test];

const headers = ['setHeader', 'getHeader', 'hasHeader', 'removeHeader', 'getHeaders', 'getHeaderNames', 'appendHeader'];

/** By the name that the function itself has, so that a module is loaded only for what may be one of its methods. */
const table: Readonly<Record<string, readonly Entry[]>> = {
  addListener: [['node:events', 'EventEmitter', 'on', listens]],
  once: [['node:events', 'EventEmitter', 'once', streamListens]],
  removeListener: [['node:events', 'EventEmitter', 'off', forgets]],
  '': [['node:stream', 'Readable', 'on', streamListens], ['node:stream', 'Readable', 'off', streamForgets]],
  ...Object.fromEntries(headers.map((key) => [key, [['node:http', 'OutgoingMessage', key, always] as const]])),
};

const never: Test = () => false;
const tests = new WeakMap<Function, Test>();

/** Whether a call of a method of the outside neither queues nor calls anything. */
export function isInertCall(method: Function, thisArg: unknown, args: readonly unknown[]): boolean {
  // Of what stands for an object of the program, a look at it would run the program.
  if (isPrimitive(thisArg) || isProxy(thisArg)) return false;
  let test = tests.get(method);
  if (test === undefined) tests.set(method, test = testOf(method));
  return test !== never && test(thisArg as object, args[0]);
}

function testOf(method: Function): Test {
  const name: unknown = getOwnPropertyDescriptor(method, 'name')?.value;
  const entries = typeof name === 'string' && Object.hasOwn(table, name) ? table[name]! : [];
  const found = entries.find(([module, owner, key]) => {
    const { prototype } = (builtinModule(module) as Record<string, { readonly prototype: object }>)[owner]!;
    return getOwnPropertyDescriptor(prototype, key)?.value === method;
  });
  return found === undefined ? never : found[3];
}
