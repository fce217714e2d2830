// Where a crossing usually comes from. A look at the stack costs 2 to 4 µs, more than all else of a simple crossing; a
// program that has called `socket.on('data', …)` from one place a hundred times will do so from there again. Such a
// site is an assumption, has a number of its own, and is shown with a tilde; it is checked now and then, and given up
// for good when it was wrong once.

/** Looks before a site is taken for granted, and how often it is checked from then on. */
const LOOKS = 100;
const CHECK_EVERY = 64;
/** Beyond this many crossings the checks are rarer, too. */
const MANY = 2_048;
const CHECK_RARELY = 1_024;
/** How many keys of one callee are kept apart; its other calls count as one. */
const MOST = 64;
const OTHERS = Symbol('others');

interface Usual { readonly site: number; assumed: number; count: number }

/** The usual sites of one callee, by what tells its calls apart: their first argument if it is a string. */
export type UsualSites = Map<PropertyKey, Usual>;

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
  if (known.count < 0) return find();
  if (++known.count > LOOKS && known.count % (known.count > MANY ? CHECK_RARELY : CHECK_EVERY) !== 0) return known.assumed ||= assume(known.site);
  const site = find();
  if (site !== known.site) known.count = -1;
  return site;
}
