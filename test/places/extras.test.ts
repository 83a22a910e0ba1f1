/** What is put into a place: beside the road or over everybody's heads, as many as asked, the same each time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyAssets, buildPlaceBatches } from '#assets/index';
import type { Place } from '#contracts/place';
import type { PlaceExtras } from '#contracts/scene';
import { across } from '#places/extras/across';
import { buildPlace, projectToLane } from '#places/index';

const LAYOUTS = ['town', 'rural-two-lane', 'urban-street', 'motorway'] as const;
const placeWith = (layout: string, extras?: PlaceExtras, seed = 5): Place =>
  buildPlace({ layout, seed, options: {}, ...(extras === undefined ? {} : { extras }) });
const fresh = (layout: string, extras: PlaceExtras) => {
  const known = new Set(placeWith(layout).features.map((feature) => JSON.stringify(feature)));
  return placeWith(layout, extras).features.filter((feature) => !known.has(JSON.stringify(feature)));
};

describe.each(LAYOUTS.map((layout) => [layout]))('%s', (layout) => {
  it('is as before without any', () => {
    const { spec: _spec, ...before } = placeWith(layout);
    const { spec: _other, ...after } = placeWith(layout, { seed: 9, clutter: { thinned: 0, per100M: 0 } });
    expect(after).toEqual(before);
  });
  it('has clutter beside the road, so many per 100 m, all of kinds that can be built', () => {
    fc.assert(
      fc.property(fc.nat(1000), (seed) => {
        const place = placeWith(layout);
        const added = fresh(layout, { seed, clutter: { thinned: 0, per100M: 20 } });
        expect(added.length).toBe(Math.round((place.length + 20) / 5));
        const road = across(place)?.road as { from: number; to: number };
        for (const { position } of added) {
          const { offset } = projectToLane(place, place.mainLane, position);
          expect(offset < road.from + 0.01 || offset > road.to - 0.01, `${offset}`).toBe(true);
        }
      }),
      { numRuns: 8 },
    );
    const kinds = new Set(fresh(layout, { seed: 1, clutter: { thinned: 0, per100M: 60 } }).map(({ kind }) => kind));
    const built = buildPlaceBatches(placeWith(layout, { seed: 1, clutter: { thinned: 0, per100M: 60 } })).map(
      ({ name }) => name,
    );
    for (const kind of kinds)
      expect(
        built.some((name) => name.startsWith(`${kind} `)),
        kind,
      ).toBe(true);
  });
  it('has distractors where nobody drives or walks into them', () => {
    const place = placeWith(layout, { seed: 2, distractors: { per100M: 40, sizes: [0.2, 1.2] } });
    const { road } = across(place) as NonNullable<ReturnType<typeof across>>;
    const floating = place.props.filter(({ look }) => look.asset === 'distractor');
    expect(floating.length).toBe(Math.round(0.4 * place.length));
    for (const { look, worldFromBody } of floating) {
      const [x, y, z] = worldFromBody.position;
      const { size } = bodyAssets.get(look.asset).box(look);
      const lowest = z - Math.hypot(...size) / 2;
      const { offset } = projectToLane(place, place.mainLane, [x, y]);
      const beyond = Math.max(road.from - offset, offset - road.to);
      expect(lowest).toBeGreaterThan(beyond < 1.5 ? 4.5 : 2.2);
    }
  });
});

it('leaves out so much of a street’s own furniture', () => {
  const furniture = (place: Place) =>
    place.features.filter(({ kind }) => /^(bin|bench|planter|cabinet|a-board)/.test(kind)).length;
  const [before, after] = [0, 0.5].map((thinned) =>
    [...Array(12).keys()].reduce(
      (sum, seed) => sum + furniture(placeWith('town', { seed, clutter: { thinned, per100M: 0 } }, seed)),
      0,
    ),
  ) as [number, number];
  expect(before).toBeGreaterThan(100);
  // Each stays with probability 1/2: five standard deviations.
  expect(Math.abs(after - before / 2)).toBeLessThan(2.5 * Math.sqrt(before));
});
