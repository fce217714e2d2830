// Where a crossing usually comes from. A look at the stack costs 2 to 4 µs, more than all else of a simple crossing, and 17 in
// large functions; a program that has called `socket.on('data', …)` from one place a hundred times will do so from there
// again. Such a site is an assumption, has a number of its own, and is shown with a tilde; it is checked now and then.
// When it was wrong once, calls come from several places, and each is looked up until there were very many: then most
// are assumed to come from where the last one did that was looked up.

/** Looks before a site is taken for granted, and how often it is checked from then on. */
const LOOKS = 100;
const CHECK_EVERY = 64;
/** Beyond this many crossings the checks are rarer, too. */
const MANY = 2_048;
const CHECK_RARELY = 1_024;
/** How many crossings from several places are looked up, and which of those that follow. */
const LOOKS_APART = 1_024;
const LOOK_EVERY = 16;
/** How many keys of one callee are kept apart; its other calls count as one. */
const MOST = 64;
const OTHERS = Symbol('others');

/** `count` is negative once there were several places. */
interface Usual { site: number; assumed: number; count: number }

/** The usual sites of one callee, by what tells its calls apart: their first argument if it is a string. */
export type UsualSites = Map<PropertyKey, Usual>;

/** Shapes whose sites are kept: more have those packages alone that make a class whenever they are called. */
const MOST_SHAPES = 4_096;

/**
 * The usual sites of property reads, by the shape of the handle. What the program imports has none of its own kind: it goes by minus
 * its number, since `pkg.get(…)` reads a property each time. All other handles without a shape go together, by 0.
 */
export class ShapeSites {
  readonly #byShape = new Map<number, UsualSites>();

  /** How many shapes are kept. */
  get size(): number {
    return this.#byShape.size;
  }

  of(shape: number): UsualSites {
    let usual = this.#byShape.get(shape);
    if (usual === undefined) {
      // What is forgotten is looked up again, so all may go at once.
      if (this.#byShape.size === MOST_SHAPES) this.#byShape.clear();
      this.#byShape.set(shape, usual = new Map());
    }
    return usual;
  }
}

/**
 * The site of one more crossing.
 *
 * @param find - looks at the stack
 * @param assume - gives the number under which a site is an assumption
 */
export function usualSite(usual: UsualSites, key: PropertyKey, find: () => number, assume: (site: number) => number): number {
  let known = usual.get(key);
  // A body that is sent says nothing about the place that sends it.
  if (known === undefined && usual.size >= MOST) known = usual.get(key = OTHERS);
  if (known === undefined) {
    const site = find();
    usual.set(key, { site, assumed: 0, count: 1 });
    return site;
  }
  if (known.count < 0) {
    if (--known.count < -LOOKS_APART && known.count % LOOK_EVERY !== 0) return known.assumed ||= assume(known.site);
    return looked(known, find());
  }
  if (++known.count > LOOKS && known.count % (known.count > MANY ? CHECK_RARELY : CHECK_EVERY) !== 0) return known.assumed ||= assume(known.site);
  const site = find();
  if (site !== known.site) known.count = -1;
  return looked(known, site);
}

function looked(known: Usual, site: number): number {
  if (site !== known.site) {
    known.site = site;
    known.assumed = 0;
  }
  return site;
}
