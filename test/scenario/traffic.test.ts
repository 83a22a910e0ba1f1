/** Swarms: as many as asked where there is room, apart from each other, each drawn on its own, reproducibly. */
import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { ConcreteActor, ConcreteScenario } from '#contracts/scenario';
import { buildPlace, groundHeightOf, laneOf, projectToLane } from '#places/index';
import { drawScenario, parseScenario } from '#scenario/index';
import { simulate } from '#world/simulate';

const file = (traffic: string): string =>
  `nearmiss: 1
title: T
hazard: H
road: {layout: town, style: high-street, length: 140 m, parked: dense}
ego: {kind: sedan, at: {lane: own, s: 5 m, speed: 20 km/h}, sensors: rigs/front-camera}
traffic: ${traffic}
duration: 2 s
`;
function draw(traffic: string, index = 0): ConcreteScenario {
  const { scenario, diagnostics } = parseScenario(file(traffic), 'test.yaml');
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return drawScenario(scenario as NonNullable<typeof scenario>, { seed: 's', draw: index }).concrete;
}
const named = (concrete: ConcreteScenario, name: string): ConcreteActor[] =>
  concrete.actors.filter(({ id }) => id.startsWith(`${name}-`));
const WALKERS =
  '{walkers: {kind: {choice: {pedestrian-adult: 3, pedestrian-child: 1}}, count: 24, lanes: [right-sidewalk, left-sidewalk], from: 0 m, to: 120 m, speed: {uniform: [1 m/s, 1.6 m/s]}, facing: either}}';

describe('traffic', () => {
  it('puts as many as asked on their lanes, each its own kind, speed and look', () => {
    const concrete = draw(WALKERS);
    const walkers = named(concrete, 'walkers');
    expect(walkers.length).toBe(24);
    expect(new Set(walkers.map(({ kind }) => kind)).size).toBe(2);
    expect(new Set(walkers.map(({ start }) => start.speed)).size).toBe(24);
    expect(new Set(walkers.map(({ look }) => look.seed)).size).toBe(24);
    const place = buildPlace(concrete.place);
    for (const { start } of walkers) {
      const id = (start.lane as NonNullable<typeof start.lane>).id;
      expect(Math.abs(projectToLane(place, id, [start.position[0], start.position[1]]).offset)).toBeLessThan(
        laneOf(place, id).width / 2,
      );
    }
    expect(walkers.some(({ start }) => start.lane?.against === true)).toBe(true);
    expect(walkers.some(({ start }) => start.lane?.against === undefined)).toBe(true);
  });

  it('keeps them apart from each other, the ego and parked cars', () => {
    for (let index = 0; index < 6; index++) {
      const concrete = draw(
        '{cars: {kind: {choice: [sedan, van]}, count: 30, lanes: [own, oncoming], from: 0 m, to: 140 m, spacing: 1 m}}',
        index,
      );
      const cars = concrete.actors;
      cars.forEach((a, i) => {
        for (const b of cars.slice(i + 1)) {
          const reach = (each: ConcreteActor): number => bodyAssets.get(each.look.asset).box(each.look).size[0] / 2;
          const across = Math.abs(a.start.position[1] - b.start.position[1]);
          if (across < 1.5)
            expect(Math.abs(a.start.position[0] - b.start.position[0])).toBeGreaterThan(reach(a) + reach(b) + 0.9);
        }
      });
      // Thirty cars do not fit on 140 m of two lanes with a metre between; those that found no room are left out.
      expect(cars.length).toBeLessThan(31);
      expect(cars.length).toBeGreaterThan(12);
    }
  });

  it('is the same for the same seed; another swarm beside it does not move it', () => {
    expect(draw(WALKERS)).toEqual(draw(WALKERS));
    const alone = named(draw(WALKERS), 'walkers').map(({ look }) => look.seed);
    const more = WALKERS.replace(/}$/, ', late: {kind: cyclist, count: 3, lanes: [own], from: 20 m, to: 60 m, speed: 4 m/s}}');
    expect(named(draw(more), 'walkers').map(({ look }) => look.seed)).toEqual(alone);
    expect(draw(WALKERS, 1)).not.toEqual(draw(WALKERS, 0));
  });

  it('walks on the pavement, not in it, in both directions along the lane', () => {
    const concrete = draw(WALKERS);
    const place = buildPlace(concrete.place);
    const height = groundHeightOf(place);
    const { timeline } = simulate(concrete, { traceHz: 10, semanticIds: {}, withCaptures: true });
    for (const walker of named(concrete, 'walkers')) {
      const at = (t: number) =>
        timeline.at(t).bodies.find(({ id }) => id === walker.id) as ReturnType<typeof timeline.at>['bodies'][number];
      const [first, last] = [at(0).worldFromBody.position, at(2e9).worldFromBody.position];
      expect(last[2]).toBeCloseTo(height(last[0], last[1]), 6);
      expect(last[2]).toBeGreaterThan(0.05);
      expect(Math.sqrt((last[0] - first[0]) ** 2 + (last[1] - first[1]) ** 2)).toBeCloseTo(2 * walker.start.speed, 2);
    }
  });

  it('finds mistakes where they are', () => {
    const problems = (traffic: string): string[] => parseScenario(file(traffic), 'a.yaml').diagnostics.map(({ code }) => code);
    expect(problems(WALKERS.replace('left-sidewalk', 'left-sidewalks'))).toContain('NM2013');
    expect(problems(WALKERS.replace('count: 24, ', ''))).toContain('NM2003');
    expect(problems(WALKERS.replace('24', '24 m'))).not.toEqual([]);
    expect(problems(WALKERS.replace('pedestrian-child', 'pedestrian-chidl'))).toContain('NM2006');
  });
});
