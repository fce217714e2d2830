// Values and entries in words, for `show` and for divergence reports.
import { ANCHORS, BEFORE_START, INTERRUPTING, Kind, NOT_FOLLOWED, Operation, operationNames, REFLECT_METADATA, type CallInEntry, type Crossing, type Entry, type Position, type PlacedEntry, type Stray } from './entry.js';
import { previewText } from './preview.js';
import type { Site, SiteTable } from './sites.js';
import type { Neutral, PropertyNode } from './value.js';

const MAX_TEXT = 60;
const MAX_ITEMS = 8;

/** `file:line:column`, or a dash; with a tilde in front if it is an assumption. */
export function describeSite(site: Site | undefined): string {
  return site === undefined ? '-' : `${site.assumed ? '~' : ''}${site.file}:${site.line}:${site.column}`;
}

/** A value in one line. */
export function describeValue(value: Neutral): string {
  if (typeof value === 'string') return JSON.stringify(value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  switch (value.t) {
    case 'well-known': return `Symbol.${value.key}`;
    case 'registered': return `Symbol.for(${JSON.stringify(value.key)})`;
    case 'symbol': case 'program-symbol': return `Symbol(${value.description ?? ''})`;
    case 'intrinsic': case 'root': return value.path;
    case 'handle': return `[${value.className || 'handle'} #${value.id}]`;
    case 'handle-ref': return `[handle #${value.id}]`;
    case 'promise': case 'promise-object': case 'timer-promise': return `[promise #${value.id}]`;
    case 'program': return `[program object #${value.id}]`;
    case 'data-ref': return `[data #${value.id}]`;
    case 'array': return `[${some(value.items, describeValue)}]`;
    case 'object': return `{${some(value.properties, property)}}`;
    case 'error': return errorText(value.properties);
    case 'buffer': case 'array-buffer': return `${value.t === 'buffer' ? 'Buffer' : 'ArrayBuffer'}(${value.bytes.length})`;
    case 'typed-array': case 'data-view': return `${value.className}(${value.bytes.length} bytes)`;
    case 'view': return `${value.className}(${value.bytes.length}${value.className.endsWith('Buffer') ? '' : ' bytes'})`;
    case 'date': return `Date(${Number.isNaN(new Date(value.time).getTime()) ? 'invalid' : new Date(value.time).toISOString()})`;
    case 'regexp': return `/${value.source}/${value.flags}`;
    case 'map': return `Map(${value.pairs.length})`;
    case 'set': return `Set(${value.items.length})`;
    case 'url': return `URL(${value.text})`;
    case 'url-search-params': return `URLSearchParams(${value.text})`;
    case 'headers': return `Headers(${value.pairs.length})`;
    case 'dom-exception': return `${value.name}: ${value.message}`;
    case 'instance': return `${value.codec}(${describeValue(value.data)})`;
    case 'boxed': return `Object(${describeValue(value.value)})`;
    case 'rigid': return describeValue(value.value);
    case 'namespace': return `[module ${value.file}]`;
    case 'iteration': return value.done ? 'done' : describeValue(value.value);
    case 'hole': return '<hole>';
  }
}

function some<T>(items: readonly T[], each: (item: T) => string): string {
  const shown = items.slice(0, MAX_ITEMS).map(each);
  if (items.length > MAX_ITEMS) shown.push(`… ${items.length - MAX_ITEMS} more`);
  return shown.join(', ');
}

function property({ key, value }: PropertyNode): string {
  return `${typeof key === 'string' ? key : `[${describeValue(key)}]`}: ${describeValue(value)}`;
}

function errorText(properties: readonly PropertyNode[]): string {
  const find = (name: string) => properties.find(({ key }) => key === name)?.value;
  const first = String(find('stack') ?? '').split('\n', 1)[0];
  const message = find('message');
  return first || `Error: ${typeof message === 'string' ? message : ''}`;
}

/** A position in words: `fresh`, `segment 12`, `segment 12 + 3 microtasks`. */
function describePosition(position: Position): string {
  if (position === 0) return 'fresh';
  if (position === INTERRUPTING) return 'fresh, before the rest of the turn that an uncaught error ended';
  if (position === BEFORE_START) return 'before the program started';
  if (position < 0) return `after the turn of segment ${-position}`;
  const anchor = position % ANCHORS;
  return `segment ${Math.floor(position / ANCHORS)}${anchor === 0 ? '' : ` + ${anchor}`}`;
}

/** Where an entry happened, and whether that could not be proven. */
function placeText({ position, inexact }: PlacedEntry): string {
  return `at ${describePosition(position)}${inexact ? ' (inexact)' : ''}`;
}

function keyText(key: Neutral): string {
  return key === undefined ? '' : typeof key === 'string' ? `.${key}` : `[${describeValue(key)}]`;
}

/** A root as people call it: a global by its name alone, a recorded function without its file, by which the path tells it from others of its name. */
export function rootName(path: string): string {
  return path.startsWith('globalThis.') ? path.slice('globalThis.'.length) : path.replace(/^(record\(.*?\))@.*$/, '$1');
}

function targetText(target: Neutral): string {
  return rootName(describeValue(target));
}

function crossing(entry: Crossing, sites: SiteTable): string {
  const written = sites.get(entry.site)?.operation ?? '';
  const target = targetText(entry.target);
  if (entry.operation === Operation.Call || entry.operation === Operation.Construct) {
    const name = written !== '' && target.startsWith('[') ? written : `${entry.operation === Operation.Construct ? 'new ' : ''}${target}`;
    return name;
  }
  if (entry.operation === Operation.Import) return `import(${describeValue(entry.key)})`;
  return `${operationNames[entry.operation]} ${target}${keyText(entry.key)}`;
}

/** What the outside calls: a function of the program, a method of it; or a package has the program's loader load a module. */
function calledIn({ how, fn, key, args }: CallInEntry): string {
  const given = `(${some(args, describeValue)})`;
  if (fn === 0 && key !== undefined) return `${String(key)}${given}`;
  return `${how === 'call' ? '' : `${how} `}[program function #${fn}]${key === undefined ? '' : keyText(key)}${given}`;
}

/** An entry in words: what happened, and the values involved. */
export function describeEntry(entry: Entry, sites: SiteTable): { operation: string; detail: string } {
  switch (entry.kind) {
    case Kind.Module: return { operation: 'module', detail: `${entry.file} (${entry.format}, source ${entry.hash})` };
    case Kind.Site: return { operation: 'site', detail: `${entry.file}:${entry.line}:${entry.column}` };
    case Kind.Binding: return { operation: 'import', detail: describeValue(entry.value) };
    case Kind.Begin: return { operation: crossing(entry, sites), detail: `(${previewText(entry.args, entry.bases)}) …` };
    case Kind.Crossing: {
      const args = entry.operation === Operation.Call || entry.operation === Operation.Construct || entry.operation === Operation.Set || entry.operation === Operation.InheritedSet ? `(${previewText(entry.args, entry.bases)}) ` : '';
      return { operation: crossing(entry, sites), detail: `${args}${entry.threw ? 'throws' : '→'} ${describeValue(entry.value)}` };
    }
    case Kind.Return: return { operation: 'return', detail: `${entry.threw ? 'throws' : '→'} ${describeValue(entry.value)}` };
    case Kind.Leaf: return { operation: entry.leaf, detail: `→ ${describeValue(entry.value)}` };
    case Kind.LeafRun: { const [first] = entry.values(); return { operation: entry.leaf, detail: `→ ${describeValue(first)}${entry.count > 1 ? `, first of ${entry.count} reads` : ''}` }; }
    case Kind.Draws: return { operation: 'Math.random', detail: entry.count === 1 ? 'from the seed' : `${entry.count} draws from the seed` };
    case Kind.CallIn: return { operation: 'call-in', detail: `${calledIn(entry)} ${placeText(entry)}${entry.microtask ? ' in a microtask' : ''}` };
    case Kind.CallInEnd: return { operation: 'call-in end', detail: entry.threw ? 'threw' : '' };
    case Kind.Settlement: return { operation: entry.rejected ? 'rejects' : 'resolves', detail: `[promise #${entry.promise}] ${describeValue(entry.value)} ${placeText(entry)}` };
    case Kind.Tick: case Kind.Ticks: return { operation: 'outside tick', detail: `#${entry.tick}${entry.count > 1 ? ` to #${entry.tick + entry.count - 1}` : ''} ${placeText(entry)}` };
    case Kind.InnerTick: return { operation: 'inner tick', detail: `queued at ${describePosition(entry.queued)}` };
    case Kind.TickJoined: return { operation: 'tick joined', detail: `#${entry.tick}` };
    case Kind.TickApart: return { operation: 'tick apart', detail: `#${entry.tick}` };
    case Kind.Subscription: return { operation: 'outside awaits', detail: `[program promise #${entry.promise}] ${placeText(entry)}` };
    case Kind.ProgramSettled: return { operation: 'program settles', detail: `[program promise #${entry.promise}]` };
    case Kind.OutsideWrite: return { operation: 'outside writes', detail: `${entry.object === 0 ? entry.key === undefined ? 'its own data' : 'pure state ' : `[program object #${entry.object}]`}${entry.key === undefined ? '' : keyText(entry.key)}${entry.deleted ? ' deleted' : ` = ${describeValue(entry.value)}`}` };
    case Kind.ModuleRun: return { operation: 'module runs', detail: `${entry.file} ${placeText(entry)}` };
    case Kind.Continuation: return { operation: 'turn goes on', detail: placeText(entry) };
    case Kind.Exposure: return { operation: 'outside meets', detail: `[program object #${entry.object}]${keyText(entry.key)}` };
    case Kind.Deposit: return { operation: 'program puts', detail: `into data #${entry.object}${keyText(entry.place)}` };
    case Kind.Replacement: return entry.name === REFLECT_METADATA ? { operation: 'outside brings', detail: `${entry.name} from ${describeValue(entry.value)}` } : { operation: 'outside replaces', detail: `${entry.name} by ${describeValue(entry.value)}` };
    case Kind.MicrotaskPhase: return { operation: 'phase', detail: 'the fresh entry before came in a microtask' };
    case Kind.Handled: return { operation: 'outside handles', detail: `[promise #${entry.promise}]` };
    case Kind.Unhandled: return { operation: 'unhandled rejection', detail: `[program promise #${entry.promise}]` };
    case Kind.Heard: return { operation: 'heard', detail: 'by the outside alone' };
    case Kind.Uncaught: return { operation: 'uncaught', detail: 'the error of the call-in before' };
    case Kind.Output: return { operation: entry.fd === 2 ? 'stderr' : 'stdout', detail: describeValue(Buffer.from(entry.bytes).toString()) };
    case Kind.Console: return { operation: entry.method === 'uncaught' ? entry.method : `${entry.fd === 0 ? 'util' : 'console'}.${entry.method}`, detail: describeValue(entry.text) };
    case Kind.Environment: return { operation: 'environment', detail: `${entry.name} = ${describeValue(entry.value)}` };
    case Kind.Leaks: return { operation: 'leaks', detail: some(entry.leaks, ({ operation, file, line, count }) => `${operation} at ${file}:${line} × ${count}`) };
    case Kind.Strays: return { operation: 'strays', detail: some(entry.strays, (stray) => `${strayName(stray)}at ${stray.file}:${stray.line} × ${stray.count}`) };
    case Kind.Time: return { operation: 'time', detail: `+${entry.elapsed} ms` };
    case Kind.End: return { operation: 'end', detail: entry.reason === 'signal' ? `killed by ${entry.signal}` : `exit code ${entry.code}${entry.reason === 'uncaught' ? ' after an uncaught error' : ''}` };
  }
}

/** The name of a stray before its place: empty for a function without one. */
export function strayName({ function: name }: Stray): string {
  return name === '' ? '' : `${name.startsWith(NOT_FOLLOWED) ? name.slice(NOT_FOLLOWED.length) : name} `;
}
