// Host globals that a package of the outside puts something else in the place of, while recording: fake timers, a mocked fetch.
// Of a clock or a generator the program's own reads that from then on, and a replay need not know. A function is a stand-in.
import { GLOBAL_ROOTS } from '../contract/globals.js';
import { Kind, Operation } from '../recording/entry.js';
import { Additions } from './additions.js';
import { fakeDate } from './effects/date.js';
import { clockLeaf, dress } from './effects/leaf.js';
import { isHosts, isReplaced, replace, watchGlobals } from './global-replacements.js';
import type { Standin } from './identity.js';
import { BareGlobals } from './bare-globals.js';
import { altersRoot, hasLeaves } from './leaf-roots.js';
import { defineProperty, isPrimitive } from './natives.js';
import { Runner } from './open-crossings.js';
import { clockReplaced, ownClock } from './own-clocks.js';
import { BroughtPolyfills } from './polyfills.js';
import type { Recorder } from './recorder.js';
import { isGenuine, passForRoot, putRoot, rootStandin } from './roots.js';
import { genericStandin, specialStandin } from './standin.js';

const NANOSECONDS = 'globalThis.process.hrtime.bigint';
/** Behind the global is a getter, which each edge of the membrane would call. */
const host = process;

/** The globals, as they are now, or not, if a package has deleted them. One by one: the engine has them at hand, and this runs at each edge of the membrane. */
class Globals {
  readonly Date = globalThis.Date;
  readonly setTimeout = globalThis.setTimeout;
  readonly setInterval = globalThis.setInterval;
  readonly setImmediate = globalThis.setImmediate;
  readonly clearTimeout = globalThis.clearTimeout;
  readonly clearInterval = globalThis.clearInterval;
  readonly clearImmediate = globalThis.clearImmediate;
  readonly fetch = globalThis.fetch;
  readonly performance = globalThis.performance;
  readonly random = Math.random;
  readonly bigint = host.hrtime.bigint;
  readonly now = this.Date?.now;
  readonly read = this.performance?.now;

  /** Whether all are the same still. Behind `performance` is a getter: what replaces that replaces another clock, too. */
  get same(): boolean {
    return this.Date === globalThis.Date && this.setTimeout === globalThis.setTimeout && this.setInterval === globalThis.setInterval && this.setImmediate === globalThis.setImmediate
      && this.clearTimeout === globalThis.clearTimeout && this.clearInterval === globalThis.clearInterval && this.clearImmediate === globalThis.clearImmediate
      && this.fetch === globalThis.fetch && this.random === Math.random && this.bigint === host.hrtime.bigint && this.now === this.Date?.now && this.read === this.performance?.now;
  }
}

type Name = Exclude<keyof Globals, 'same'>;

/** Finds out which host globals packages have replaced, and shows the program what is there. */
export class ReplacedGlobals {
  readonly #recorder: Recorder;
  #known = new Globals();
  #genuine = this.#known;
  /** Stand-ins of the host's own, where those of others took their places. */
  readonly #standins = new Map<string, Standin>();
  /** The host's own members, as the program has them. */
  readonly #members = new Map<Name, unknown>();
  readonly #bare: BareGlobals;
  /** What packages brought that adds to the language; looked for where packages are loaded. */
  readonly #polyfills: BroughtPolyfills;
  /** What packages added to prototypes of the language. */
  readonly #additions: Additions;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
    this.#bare = new BareGlobals(recorder, (name, value) => this.#replacedBy(name, value, false));
    this.#additions = new Additions((name, value) => this.#note(name, value), () => recorder.open.runner !== Runner.Outside && recorder.sites.isProgramStack());
    this.#polyfills = new BroughtPolyfills((adds, from) => { this.#note(adds, from); });
  }

  /** All is in place that watches the host: what there is now is the host's. */
  begin(): void {
    this.#genuine = this.#known = new Globals();
    this.#bare.begin();
    this.#additions.leave();
    watchGlobals((name, value) => {
      if ((GLOBAL_ROOTS.has(name) || !isHosts(name)) && isReplaced(name, value)) this.#replacedBy(name, value, isGenuine(name, value));
    });
  }

  /** The outside is about to run: what was replaced meanwhile the program replaced, or a package that a replay runs as well. */
  leave(): void {
    if (!this.#known.same) this.#known = new Globals();
    const clock = ownClock();
    if (clock !== undefined) this.#recorder.notFollowed(`${clock} of the program's own: packages have the host's`);
    if (this.#bare.looks > 0) {
      this.#bare.leave();
      this.#additions.leave();
      this.#polyfills.leave();
    }
  }

  /** A package was loaded, before which {@link leave} was called. */
  loaded(): void {
    this.#bare.enter();
    if (this.#recorder.order.active) this.#additions.enter();
    this.#polyfills.enter();
    this.enter();
  }

  /** The program is about to run: what was replaced meanwhile the outside replaced. */
  enter(): void {
    if (this.#bare.looks > 0) {
      this.#bare.enter();
      if (this.#recorder.order.active) this.#additions.enter();
    }
    if (this.#known.same || !this.#recorder.order.active) return;
    const before = this.#known;
    const now = this.#known = new Globals();
    for (const name of Object.keys(now) as Name[]) {
      // Of what was replaced as a whole, members are another's, too.
      if (now[name] !== before[name] && !isPrimitive(now[name]) && !(name === 'now' && now.Date !== before.Date || name === 'read' && now.performance !== before.performance)) this.#replaced(name, now[name]);
    }
  }

  #replaced(name: Name, value: object): void {
    const recorder = this.#recorder;
    const genuine = value === this.#genuine[name];
    if (name === 'random' || name === 'now') {
      const [root, member] = name === 'now' ? ['globalThis.Date', 'now'] as const : ['globalThis.Math', 'random'] as const;
      const holder = rootStandin(root).shown as Record<string, unknown>;
      if (!this.#members.has(name)) this.#members.set(name, holder[member]);
      defineProperty(holder, member, { value: genuine ? this.#members.get(name) : replacedLeaf(recorder, `${root}.${member}`, value as () => unknown), writable: true, enumerable: false, configurable: true });
      clockReplaced();
      return;
    }
    if (name === 'bigint' || name === 'read') {
      const path = name === 'read' ? 'globalThis.performance.now' : NANOSECONDS;
      const own = this.#standins.get(name) ?? rootStandin(path, this.#genuine[name]);
      this.#standins.set(name, own);
      const leaf = genuine ? undefined : replacedLeaf(recorder, path, value as () => unknown);
      // What the package has put there may come in by itself, with what else it is.
      putRoot(leaf === undefined ? own : specialStandin(path, leaf, leaf));
      altersRoot();
      return;
    }
    if (name !== 'Date' && name !== 'performance') {
      this.#replacedBy(name, value, genuine);
      return;
    }
    const path = `globalThis.${name}`;
    let own = this.#standins.get(name);
    if (own === undefined) this.#standins.set(name, own = rootStandin(path, this.#genuine[name]));
    const standin = genuine ? own : name === 'Date' ? fakeDate(recorder, value as DateConstructor) : fakePerformance(recorder, path, value as typeof performance);
    if (standin !== undefined) passForRoot(name, value, standin);
  }

  #replacedBy(name: string, value: unknown, genuine: boolean): unknown {
    const shown = this.#note(name, value);
    replace(name, genuine ? undefined : { real: value, shown });
    return shown;
  }

  #note(name: string, value: unknown): unknown {
    const { open, writer } = this.#recorder;
    open.enter();
    writer.begin(Kind.Replacement);
    writer.string(name);
    const shown = this.#recorder.encode(value);
    writer.commit();
    return shown;
  }
}

/** What a package has put in the place of a leaf may be a double that runs a function of the program: its calls are crossings. */
function replacedLeaf({ crossings }: Recorder, path: string, value: () => unknown): () => unknown {
  const standin = genericStandin(crossings, path, value);
  return dress(() => crossings.cross(Operation.Call, standin, undefined, undefined, undefined, true), value);
}

/** Its `now` is a leaf, as the host's is. */
function fakePerformance(recorder: Recorder, path: string, fake: typeof performance): Standin {
  const shown = Object.create(genericStandin(recorder.crossings, path, fake).shown) as object;
  if (typeof fake.now === 'function') defineProperty(shown, 'now', { value: clockLeaf(recorder, 'performance.now', () => fake.now()), writable: true, enumerable: true, configurable: true });
  hasLeaves(shown);
  return specialStandin(path, fake, shown);
}
