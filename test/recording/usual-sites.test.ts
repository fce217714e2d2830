// Which crossings are looked up on the stack, and what is assumed of the others.
import { expect, it } from 'vitest';
import { ShapeSites, usualSite, type UsualSites } from '../../runtime/usual-sites.js';

/** Calls one after another from the given places; tells how many were looked up, and what was noted last. */
function crossings(places: readonly number[], times: number): { readonly looks: number; readonly last: number; readonly wrong: number } {
  const usual: UsualSites = new Map();
  let looks = 0;
  let last = 0;
  let wrong = 0;
  for (let i = 0; i < times; i++) {
    const place = places[i % places.length]!;
    last = usualSite(usual, 'read', () => { looks++; return place; }, (site) => -site);
    if (Math.abs(last) !== place) wrong++;
    if (last > 0 && last !== place) throw new Error('a place that was looked up is another');
  }
  return { looks, last, wrong };
}

it('looks the first hundred calls up, and few of those that come from the same place', () => {
  expect(crossings([7], 100)).toEqual({ looks: 100, last: 7, wrong: 0 });
  const { looks, last, wrong } = crossings([7], 100_000);
  expect(looks).toBeLessThan(300);
  expect({ last, wrong }).toEqual({ last: -7, wrong: 0 });
});

it('looks calls from several places up until there are very many', () => {
  expect(crossings([7, 8, 9], 1_000)).toEqual({ looks: 1_000, last: 7, wrong: 0 });
  const { looks } = crossings([7, 8, 9], 100_000);
  expect(looks).toBeGreaterThan(5_000);
  expect(looks).toBeLessThan(8_000);
});

it('assumes the place that was looked up last', () => {
  const usual: UsualSites = new Map();
  let place = 1;
  const cross = () => usualSite(usual, 'read', () => place, (site) => -site);
  for (let i = 0; i < 5_000; i++) {
    place = 1 + (i % 2);
    cross();
  }
  place = 5;
  const noted = Array.from({ length: 40 }, cross);
  expect(noted).toContain(5);
  expect(noted.at(-1)).toBe(-5);
});

it('keeps calls with another first argument apart', () => {
  const usual: UsualSites = new Map();
  const cross = (key: string, place: number) => usualSite(usual, key, () => place, (site) => -site);
  for (let i = 0; i < 200; i++) {
    expect(Math.abs(cross('data', 1))).toBe(1);
    expect(Math.abs(cross('end', 2))).toBe(2);
  }
});

it('keeps the places of some thousand shapes, however many classes a package makes', () => {
  const shapes = new ShapeSites();
  for (let shape = 1; shape < 20_000; shape++) usualSite(shapes.of(shape), 'read', () => 7, (site) => -site);
  expect(shapes.size).toBeLessThanOrEqual(4_096);
  expect(shapes.of(19_999).size).toBe(1);
});
