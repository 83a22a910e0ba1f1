/** Exported and imported again: the same actors in the same places at the same speeds, by the language's own loader. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConcreteActor, ConcreteScenario } from '#contracts/scenario';
import type { PlaceSpec } from '#contracts/scene';
import { wrapAngle } from '#core/math';
import { buildPlace, lanePoint } from '#places/index';
import { drawScenario, parseScenario } from '#scenario/index';
import { importOpenScenario } from '#standards/index';
import { actor, event, run, scenario, walker } from '../world/fixture.js';
import { type Exported, exported } from './fixture.js';

const CAR = { asset: 'sedan', seed: 1, traits: {} } as const;

function driver(spec: PlaceSpec, id: string, lane: string, s: number, speed: number): ConcreteActor {
  const { position, heading } = lanePoint(buildPlace(spec), lane, s);
  const base = actor(id, CAR, [position[0], position[1], 0], heading, speed);
  return { ...base, start: { ...base.start, lane: { id: lane, s, offset: 0 } } };
}

/** The imported file, drawn. @throws where the loader finds anything wrong with it */
function drawn({ xml, road }: Pick<Exported, 'xml' | 'road'>): ConcreteScenario {
  const { yaml } = importOpenScenario(xml, { road });
  const { scenario: loaded, diagnostics } = parseScenario(yaml, 'scenarios/road/imported.yaml');
  if (loaded === undefined) throw new Error(`${diagnostics.map(({ message }) => message).join('; ')}\n${yaml}`);
  return drawScenario(loaded, { seed: '1', draw: 0, simulate: (concrete) => run(concrete) }).concrete;
}

function expectAlike(back: ConcreteScenario, original: ConcreteScenario): void {
  expect(back.actors.map(({ id, kind, role }) => [id, kind, role])).toEqual(
    original.actors.map(({ id, kind, role }) => [id, kind, role]),
  );
  for (const [i, { start }] of original.actors.entries()) {
    const there = back.actors[i]?.start as ConcreteActor['start'];
    for (const axis of [0, 1] as const) expect(there.position[axis]).toBeCloseTo(start.position[axis], 4);
    expect(wrapAngle(there.heading - start.heading)).toBeCloseTo(0, 4);
    expect(there.speed).toBeCloseTo(start.speed, 4);
  }
  expect(back.duration).toBeCloseTo(original.duration, 6);
  expect(back.place).toEqual(original.place);
}

const LANES: readonly (readonly [spec: PlaceSpec, lane: string, other: string])[] = [
  [{ layout: 'test-track', seed: 1, options: { length: 300 } }, 'right', 'left'],
  [{ layout: 'rural-two-lane', seed: 2, options: { length: 300, curvature: 0.005, laneWidth: 3.25 } }, 'right', 'left'],
  [{ layout: 'motorway', seed: 3, options: { length: 500 } }, 'middle', 'oncoming-right'],
  [{ layout: 'town', seed: 4, options: { length: 140, hand: 'left', style: 'terraces' } }, 'own', 'oncoming'],
];

describe.each(LANES)('%o', (spec, lane, other) => {
  it('gives back vehicles on lanes, people beside them, and what the place was', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5, max: 60, noNaN: true }),
        fc.double({ min: 0, max: 30, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (s, speed, heading) => {
          const actors = [
            driver(spec, 'ego', lane, s, speed),
            driver(spec, 'other', other, 120, 10),
            walker('walker', [90, -7, 0], heading),
          ];
          const original = scenario(actors, [], { place: spec, duration: 2 });
          const named = {
            ...original,
            actors: original.actors.map((each) => (each.kind === 'pedestrian-adult' ? each : { ...each, kind: 'sedan' })),
          };
          expectAlike(drawn(exported(named)), named);
        },
      ),
      { numRuns: 6 },
    );
  });
});

describe('the story', () => {
  const spec: PlaceSpec = { layout: 'test-track', seed: 1, options: { length: 300 } };
  const cross = event(
    'dash',
    'walker',
    { type: 'cross', to: [80, 6], speed: 2, acceleration: 4 },
    { type: 'gap', from: 'ego', to: 'walker', op: 'below', value: 30 },
  );
  const slow = event(
    'slow',
    'ego',
    { type: 'brake', deceleration: 5, jerk: 0 },
    { type: 'station', of: 'ego', op: 'above', value: 45 },
  );
  const original = scenario([driver(spec, 'ego', 'right', 10, 12), walker('walker', [80, -6, 0])], [cross, slow]);
  const out = exported(original);
  const back = drawn(out);

  it('keeps triggers of actions, in figures', () => {
    const conditions = back.story.flatMap((node) => (node.type === 'event' ? [node.when] : []));
    expect(conditions).toContainEqual({ type: 'gap', from: 'ego', to: 'walker', op: 'below', value: 30 });
    expect(conditions).toContainEqual({ type: 'station', of: 'ego', op: 'above', value: 45 });
  });

  it('plays to the same places, within 10 cm', () => {
    expect(mostApart(out.run, run(back))).toBeLessThan(0.1);
  });

  it('does not with another trigger: the check above can fail', () => {
    const later = drawn({ ...out, xml: out.xml.replace('rule="lessOrEqual" value="30"', 'rule="lessOrEqual" value="29"') });
    expect(mostApart(out.run, run(later))).toBeGreaterThan(0.1);
  });
});

/** m, on the ground, at any tick, of any actor */
function mostApart(a: Exported['run'], b: Exported['run']): number {
  const gaps = a.trace.ticks.flatMap(({ bodies }, i) =>
    Object.entries(bodies).map(([id, state]) => {
      const there = b.trace.ticks[i]?.bodies[id] ?? [];
      return Math.hypot((state[0] as number) - (there[0] as number), (state[1] as number) - (there[1] as number));
    }),
  );
  return Math.max(...gaps);
}
