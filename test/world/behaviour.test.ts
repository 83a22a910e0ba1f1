/** Triggers, actions, drones, falling things, requirements, determinism. */
import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { Condition, Requirement } from '#contracts/scenario';
import { hashOf } from '#core/hash';
import {
  brakeThreatNumber,
  modifiedTimeToCollision,
  requiredDeceleration,
  timeHeadway,
  timeToCollision,
} from '#validate/metrics/index';
import { idmFollowing } from '#world/controllers/idm';
import { hoverOmega, QUAD } from '#world/motion/quadrotor';
import { actor, ego, event, FRONT, kmh, last, NOON, run, scenario, walker } from './fixture.js';

const freeze = { type: 'freeze', duration: 1 } as const;
const timeOf = (result: ReturnType<typeof run>, name: string): number =>
  (result.trace.events.find((each) => each.name === name)?.timeNs ?? Number.NaN) / 1e9;

describe('triggers fire at their instant, whatever the step', () => {
  const far = walker('far', [100.25, 0, 0]);
  it.each<[string, Condition, number]>([
    ['time', { type: 'time', after: 1.2345 }, 1.2345],
    ['gap', { type: 'gap', from: 'ego', to: 'far', op: 'below', value: 40 }, 6],
    ['distance', { type: 'distance', from: 'ego', to: 'far', op: 'below', value: 40.25 + FRONT }, 6],
    ['headway', { type: 'headway', of: 'ego', to: 'far', op: 'below', value: 5 }, 5],
    ['ttc', { type: 'ttc', of: 'ego', to: 'far', op: 'below', value: 3 }, 7],
    ['station', { type: 'station', of: 'ego', op: 'above', value: 33 }, 3.3],
    [
      'region',
      {
        type: 'region',
        of: 'ego',
        inside: true,
        polygon: [
          [20, -3],
          [40, -3],
          [40, 3],
          [20, 3],
        ],
      },
      (20 + FRONT) / 10,
    ],
    [
      'all',
      {
        type: 'all',
        of: [
          { type: 'time', after: 1 },
          { type: 'station', of: 'ego', op: 'above', value: 25 },
        ],
      },
      2.5,
    ],
    [
      'any',
      {
        type: 'any',
        of: [
          { type: 'time', after: 4 },
          { type: 'station', of: 'ego', op: 'above', value: 25 },
        ],
      },
      2.5,
    ],
    ['not', { type: 'not', of: { type: 'gap', from: 'ego', to: 'far', op: 'above', value: 40 } }, 6],
    ['contact', { type: 'contact', a: 'ego', b: 'far' }, 10],
  ])('%s', (_, when, expected) => {
    for (const step of [1 / 60, 1 / 17]) {
      const result = run(scenario([ego(0, 10), far], [event('fires', 'far', freeze, when)], { step, duration: 11 }));
      expect(timeOf(result, 'fires')).toBeCloseTo(expected, 5);
    }
  });
  it('after another event, by a delay', () => {
    const story = [
      event('first', 'far', freeze, { type: 'time', after: 1.5 }),
      event('second', 'far', freeze, { type: 'event', name: 'first', delay: 0.25 }),
    ];
    expect(timeOf(run(scenario([ego(0, 10), far], story)), 'second')).toBeCloseTo(1.75, 6);
  });
  it('speed, when braking passes it', () => {
    const story = [
      event('brake', 'ego', { type: 'brake', deceleration: 5, jerk: 0 }, { type: 'time', after: 1 }),
      event('slow', 'far', freeze, { type: 'speed', of: 'ego', op: 'below', value: 4 }),
    ];
    expect(timeOf(run(scenario([ego(0, 10), far], story)), 'slow')).toBeCloseTo(2.2, 5);
  });
  it('visible, when the walker steps out from behind a van', () => {
    const camera = {
      id: 'front',
      type: 'camera' as const,
      width: 640,
      height: 480,
      fx: 500,
      fy: 500,
      cx: 320,
      cy: 240,
      near: 0.1,
      far: 300,
      position: [0, 0, 1.4] as const,
      orientation: [0, 0, 0] as const,
      gimbalReach: 0,
      latency: 0,
      rateHz: 10,
      exposure: 'auto' as const,
    };
    const eye = { ...ego(0, 0), sensors: [camera] };
    const van = actor('van', { asset: 'van', seed: 1, traits: {} }, [20, -3, 0]);
    const hidden = walker('child', [25, -4.2, 0]);
    const story = [
      event('out', 'child', { type: 'cross', to: [25, 6], speed: 2, acceleration: 0 }, { type: 'time', after: 1 }),
      event('seen', 'van', freeze, { type: 'visible', actor: 'child', sensor: 'front', fraction: 0.5 }),
    ];
    const at = timeOf(run(scenario([eye, van, hidden], story)), 'seen');
    expect(at).toBeGreaterThan(1.2);
    expect(at).toBeLessThan(3);
  });
});

describe('actions', () => {
  it('cross, follow-path and dart end where they are told; flee leads away', () => {
    const story = [
      event('a', 'a', { type: 'cross', to: [50, 8], speed: 1.5, acceleration: 0 }),
      event('b', 'b', {
        type: 'follow-path',
        points: [
          [60, 0],
          [65, 5],
        ],
        speed: 2,
        acceleration: 1,
      }),
      event('c', 'c', { type: 'dart', toward: [75, 3], speed: 4, acceleration: 3 }),
      event('d', 'd', { type: 'flee', from: 'a', speed: 3, acceleration: 2 }),
    ];
    const result = run(
      scenario(
        [ego(0, 0), walker('a', [50, -4, 0]), walker('b', [55, -5, 0]), walker('c', [70, -5, 0]), walker('d', [48, -8, 0])],
        story,
      ),
    );
    expect(last(result, 'a').slice(0, 2)).toEqual([expect.closeTo(50, 4), expect.closeTo(8, 4)]);
    expect(last(result, 'b').slice(0, 2)).toEqual([expect.closeTo(65, 4), expect.closeTo(5, 4)]);
    expect(last(result, 'c').slice(0, 2)).toEqual([expect.closeTo(75, 4), expect.closeTo(3, 4)]);
    expect(Math.hypot((last(result, 'd')[0] as number) - 50, (last(result, 'd')[1] as number) + 4)).toBeGreaterThan(20);
  });
  it('change-lane and follow-lane put the car into the middle of the other lane', () => {
    const start = {
      ...ego(0, 15),
      start: { position: [10, -1.75, 0] as const, heading: 0, speed: 15, lane: { id: 'right', s: 10, offset: 0 } },
    };
    const result = run(
      scenario([start], [event('move', 'ego', { type: 'change-lane', to: 'left', duration: 3 }, { type: 'time', after: 1 })], {
        place: { layout: 'motorway', seed: 1, options: {} },
        duration: 6,
      }),
    );
    expect(last(result)[1]).toBeCloseTo(1.875, 2);
  });
  it('whoever walks into a parked car stops at it, whoever is run over is thrown', () => {
    const car = actor('car', { asset: 'sedan', seed: 1, traits: {} }, [20, 0, 0], 0, 0);
    const story = [event('walk', 'adult', { type: 'cross', to: [20, 5], speed: 1.5, acceleration: 0 })];
    const walked = run(scenario([ego(-40, 0), walker('adult', [20, -5, 0]), car], story, { duration: 8 }));
    const side = -bodyAssets.get('sedan').box(car.look).size[1] / 2;
    expect(walked.trace.events.filter(({ kind }) => kind === 'contact')).toHaveLength(1);
    expect(last(walked, 'adult')[1]).toBeLessThan(side);
    expect(last(walked, 'adult').slice(7)).toEqual([0, 0, 0]);
    const struck = run(scenario([ego(0, 10), walker('adult', [20, 0, 0])], [], { duration: 4 }));
    expect(last(struck, 'adult')[0]).toBeGreaterThan(21);
  });
  it('freeze stops for its time, then goes on', () => {
    const story = [
      {
        type: 'serial' as const,
        name: 's',
        children: [event('go', 'w', { type: 'cross', to: [50, 20], speed: 2, acceleration: 0 })],
      },
      event('stop', 'w', { type: 'freeze', duration: 2 }, { type: 'time', after: 1 }),
    ];
    const { trace } = run(scenario([ego(0, 0), walker('w', [50, -5, 0])], story));
    const speedAt = (t: number): number =>
      Math.hypot(...((trace.ticks[Math.round(t * 100)]?.bodies.w ?? []).slice(7, 10) as [number, number, number]));
    expect(speedAt(0.9)).toBeCloseTo(2, 6);
    expect(speedAt(2)).toBe(0);
    expect(speedAt(5)).toBeCloseTo(2, 6);
  });
});

describe('the quadrotor', () => {
  const drone = (more = {}) => actor('ego', { asset: 'quadrotor', seed: 1, traits: {} }, [0, 0, 20], 0, 0, more);
  it('hovers at the rotor speed that its mass asks for', () => {
    expect(hoverOmega()).toBeCloseTo(793.7, 0);
    expect((4 * QUAD.thrustPerOmega2 * QUAD.maxOmega ** 2) / (QUAD.mass * 9.81)).toBeCloseTo(1.921, 3);
  });
  it.each([
    [5, 1.788],
    [10, 7.118],
    [15, 15.693],
  ])('leans into %d m/s of wind by %d degrees and stays', (wind, degrees) => {
    const result = run(scenario([drone()], [], { environment: { ...NOON, windSpeed: wind }, duration: 20 }));
    const [x, y, z, qx, qy] = last(result) as [number, number, number, number, number];
    const tilt = (Math.acos(1 - 2 * (qx * qx + qy * qy)) * 180) / Math.PI;
    expect(Math.abs(tilt - degrees) / degrees).toBeLessThan(0.03);
    expect(Math.hypot(x, y, z - 20)).toBeLessThan(1);
  });
  it.each([4, 6, 10])('takes a right-angle turn at %d m/s within 2.5 m of its route', (speed) => {
    const controller = {
      type: 'route' as const,
      waypoints: [
        [40, 0, 20],
        [40, 40, 20],
        [40, 40, 30],
      ] as const,
      speed,
      corridorRadius: 3,
      arrivalRadius: 1,
    };
    const { verdict } = run(
      scenario([drone({ controller })], [], {
        duration: 60,
        criteria: [
          { type: 'corridor', of: 'ego' },
          { type: 'reaches', of: 'ego', point: [40, 40, 30], radius: 1, within: 60 },
        ],
      }),
    );
    expect(verdict.criteria.map(({ passed }) => passed)).toEqual([true, true]);
    expect(verdict.criteria[0]?.value).toBeLessThan(2.5);
  });
  it('fires a trigger on altitude at that altitude', () => {
    const climb = event('climb', 'ego', { type: 'fly', waypoints: [[0, 0, 40]], speed: 3, corridorRadius: 5 });
    const high = event(
      'high',
      'ego',
      { type: 'gnss-loss', duration: 0.1, drift: 0 },
      { type: 'altitude', of: 'ego', op: 'above', value: 30 },
    );
    const result = run(scenario([drone()], [climb, high], { duration: 12 }));
    const at = timeOf(result, 'high');
    const heights = result.trace.ticks.map(({ timeNs, bodies }) => [timeNs / 1e9, bodies.ego?.[2] as number] as const);
    const before = heights.filter(([t]) => t <= at).at(-1)?.[1] as number;
    const after = heights.find(([t]) => t > at)?.[1] as number;
    expect(before).toBeLessThanOrEqual(30);
    expect(after).toBeGreaterThan(30);
    expect(after - before).toBeLessThan(0.1);
  });
  it('flies its route, and loses it when a rotor fails', () => {
    const route = {
      controller: {
        type: 'route' as const,
        waypoints: [
          [50, 0, 20],
          [90, 0, 25],
        ] as const,
        speed: 8,
        corridorRadius: 4,
        arrivalRadius: 2,
      },
    };
    const fine = run(
      scenario([drone(route)], [], {
        duration: 20,
        criteria: [
          { type: 'corridor', of: 'ego' },
          { type: 'reaches', of: 'ego', point: [90, 0, 25], radius: 2, within: 20 },
        ],
      }),
    );
    expect(fine.verdict.criteria.map(({ passed }) => passed)).toEqual([true, true]);
    const failed = run(
      scenario(
        [drone(route)],
        [event('fail', 'ego', { type: 'rotor-failure', rotor: 0, remaining: 0 }, { type: 'time', after: 3 })],
        { duration: 20, criteria: [{ type: 'corridor', of: 'ego' }] },
      ),
    );
    expect(failed.verdict.outcome).toBe('fail');
  });
  it('drifts off while it has no satellites, is pushed by a gust, and lands', () => {
    const still = (story: Parameters<typeof scenario>[1]) => run(scenario([drone()], story, { duration: 9 }));
    const y = (result: ReturnType<typeof run>): number[] => result.trace.ticks.map(({ bodies }) => bodies.ego?.[1] as number);
    expect(
      Math.max(
        ...y(still([event('gnss', 'ego', { type: 'gnss-loss', duration: 5, drift: 1.5 }, { type: 'time', after: 1 })])).map(
          Math.abs,
        ),
      ),
    ).toBeGreaterThan(3);
    expect(
      Math.max(
        ...y(
          still([event('gust', 'ego', { type: 'gust', velocity: [0, 9, 0], rise: 0.3, hold: 1 }, { type: 'time', after: 1 })]),
        ).map(Math.abs),
      ),
    ).toBeGreaterThan(0.15);
    const landed = run(scenario([drone()], [event('land', 'ego', { type: 'land', descentRate: 3 })], { duration: 14 }));
    expect(last(landed)[2]).toBeLessThan(0.3);
  });
});

describe('car following', () => {
  const idm = {
    type: 'idm',
    desiredSpeed: 120 / 3.6,
    timeGap: 1.6,
    minGap: 2,
    acceleration: 0.73,
    comfortDeceleration: 1.67,
  } as const;
  it('has the published acceleration', () => {
    expect(idmFollowing(idm, 20, { gap: 30, speed: 15 })).toBeCloseTo(-4.46333, 4);
  });
  it.each([
    [10, 18.0734],
    [20, 36.4445],
    [25, 50.8031],
    [30, 85.2942],
  ])('settles at its equilibrium gap at %d m/s', (speed, gap) => {
    const leader = actor('leader', { asset: 'sedan', seed: 1, traits: {} }, [80, 0, 0], 0, speed);
    const result = run(
      scenario([ego(0, speed, idm), leader], [], {
        duration: 240,
        step: 1 / 20,
        criteria: [{ type: 'min-distance', of: 'ego', to: 'leader', above: 1 }],
      }),
    );
    const front = (last(result)[0] as number) + FRONT;
    const rear = (last(result, 'leader')[0] as number) - 4.63 / 2;
    expect(Math.abs(rear - front - gap) / gap).toBeLessThan(0.002);
  });
});

it('metrics have the check values of science.md section 2', () => {
  const follow = { gap: 30, followerSpeed: 20, leaderSpeed: 10 };
  expect(timeToCollision(follow)).toBeCloseTo(3, 3);
  expect(modifiedTimeToCollision({ ...follow, leaderAcceleration: -3 })).toBeCloseTo(2.2444, 3);
  expect(requiredDeceleration(follow)).toBeCloseTo(1.6667, 3);
  expect(brakeThreatNumber(follow, 8)).toBeCloseTo(0.2083, 3);
  expect(timeHeadway(follow)).toBeCloseTo(1.5, 3);
});

describe('requirements', () => {
  const near: Condition = { type: 'gap', from: 'ego', to: 'far', op: 'below', value: 20 };
  it.each<[string, Requirement, boolean]>([
    ['always, kept', { type: 'always', condition: { type: 'speed', of: 'ego', op: 'above', value: 5 }, label: 'x' }, true],
    ['always, broken', { type: 'always', condition: { type: 'not', of: near }, label: 'x' }, false],
    ['eventually, kept', { type: 'eventually', condition: near, label: 'x' }, true],
    ['eventually, too late', { type: 'eventually', condition: near, label: 'x', within: 2 }, false],
    [
      'until, kept',
      { type: 'until', hold: { type: 'speed', of: 'ego', op: 'above', value: 5 }, until: near, label: 'x' },
      true,
    ],
    [
      'until, never ended',
      {
        type: 'until',
        hold: { type: 'speed', of: 'ego', op: 'above', value: 5 },
        until: { type: 'time', after: 99 },
        label: 'x',
      },
      false,
    ],
  ])('%s', (_, requirement, kept) => {
    const { verdict } = run(
      scenario([ego(0, 10), walker('far', [60, 9, 0])], [], { requirements: [requirement], duration: 7 }),
    );
    expect(verdict.outcome).toBe(kept ? 'pass' : 'invalid');
  });
});

it('gives the same trace for the same scenario, whatever ran between', () => {
  const crash = scenario(
    [ego(0, 15), walker('w', [60, -4, 0])],
    [
      event(
        'go',
        'w',
        { type: 'cross', to: [60, 9], speed: 1.6, acceleration: 0 },
        { type: 'gap', from: 'ego', to: 'w', op: 'below', value: 30 },
      ),
    ],
    { duration: 7 },
  );
  const first = hashOf(run(crash).trace);
  run(scenario([ego(0, kmh(60)), walker('w', [40, 0, 0])], [], { duration: 5 }));
  expect(hashOf(run(crash).trace)).toBe(first);
});
