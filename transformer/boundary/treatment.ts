// The words of the tables: how an operation on the outside is treated, and what it is about.

/**
 * How the runtime treats what a name stands for.
 *
 * - `value` a fact that is asked for; what came back is recorded
 * - `effect` work done outside; its outcome is recorded with its position, and a replay does not do it again
 *   (except printing, which is done and compared)
 * - `handle` an object or class with behaviour; the program holds a stand-in, each use of which is recorded
 * - `schedule` calls the program back later; the call-in is recorded, and a replay does not wait
 * - `pure` runs live in every mode
 * - `uncovered` neither recorded nor replayed; an audit says why
 */
export type Treatment = 'value' | 'effect' | 'handle' | 'schedule' | 'pure' | 'uncovered';

/** What an operation is about, for people. */
export type Category =
  | 'time' | 'randomness' | 'system' | 'files' | 'network' | 'timers' | 'processes' | 'input and output' | 'streams'
  | 'modules' | 'computing' | 'engine' | 'packages' | 'annotations';

/** The members of a module or of a global object, each with its treatment. Names are separated by spaces. */
export interface Surface {
  readonly category: Category;
  readonly members: { readonly [name in Treatment]?: string };
  /** Members that are about something else than the rest. */
  readonly categories?: { readonly [name in Category]?: string };
  /** The module runs live as a whole: its references are not rewritten. */
  readonly live?: true;
  /** The module exists under `node:` only. */
  readonly prefixed?: true;
}

/** The treatment of one member, with what it is about. */
export interface Treated {
  readonly treatment: Treatment;
  readonly category: Category;
}

/** A table of surfaces by name; a string refers to another surface that is the same. */
export type Surfaces = Readonly<Record<string, Surface | string>>;

/** Constants need no entry each: `O_RDONLY`, `ZSTD_e_end`, `EOF`. A test checks that what looks like one is one. */
export function isConstantName(name: string): boolean {
  return /^[A-Z][A-Z0-9]*(?:_[A-Za-z0-9]+)+$/.test(name) || /^[A-Z][A-Z0-9]+$/.test(name);
}

const parsed = new WeakMap<Surface, Map<string, Treated>>();

/** What a surface says of a member; undefined if nothing. */
export function memberOf(surface: Surface, name: string): Treated | undefined {
  let members = parsed.get(surface);
  if (members === undefined) parsed.set(surface, members = parse(surface));
  const known = members.get(name);
  if (known !== undefined) return known;
  // `default` is the module itself, and what starts with an underscore is Node's own: neither has an entry of its own.
  if (isConstantName(name) || name === 'default') return { treatment: 'pure', category: surface.category };
  return name.startsWith('_') ? { treatment: surface.live === true ? 'pure' : 'handle', category: surface.category } : undefined;
}

function parse(surface: Surface): Map<string, Treated> {
  const members = new Map<string, Treated>();
  const categories = new Map<string, Category>();
  for (const [category, names] of Object.entries(surface.categories ?? {})) for (const name of names.split(' ')) categories.set(name, category as Category);
  for (const [treatment, names] of Object.entries(surface.members)) {
    for (const name of names.split(' ')) {
      if (members.has(name)) throw new Error(`the tables name ${name} twice`);
      members.set(name, { treatment: treatment as Treatment, category: categories.get(name) ?? surface.category });
    }
  }
  return members;
}
