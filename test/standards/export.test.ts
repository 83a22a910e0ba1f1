/** Runs as OpenSCENARIO: who is there, what they are told, and that a player by the standard's rules gets the trace again. */
import { describe, expect, it } from 'vitest';
import type { Run } from '#contracts/run';
import type { ConcreteActor, Condition } from '#contracts/scenario';
import type { BodySpec } from '#contracts/scene';
import { add, type Pose, type Quat, rotate, type Vec3 } from '#core/pose';
import { buildPlace, lanePoint } from '#places/index';
import { motionOf } from '#standards/openscenario/motion';
import { thinned } from '#standards/openscenario/trajectory';
import type { XmlNode } from '#standards/xml/read';
import { actor, ego, event, scenario, walker } from '../world/fixture.js';
import { eventNamed, exported, find, number, one } from './fixture.js';

const CAR = { asset: 'sedan', seed: 1, traits: {} } as const;
const TRACK = { layout: 'test-track', seed: 1, options: { length: 300 } };

/** On the track's lane, with the lane known. */
function driver(
  id: string,
  lane: 'right' | 'left',
  s: number,
  speed: number,
  more: Partial<ConcreteActor> = {},
): ConcreteActor {
  const place = buildPlace(TRACK);
  const { position, heading } = lanePoint(place, lane, s);
  const start = { position: [position[0], position[1], 0] as const, heading, speed, lane: { id: lane, s, offset: 0 } };
  return { ...actor(id, CAR, start.position, heading, speed), start, ...more };
}
const crossing = event(
  'dash',
  'walker',
  { type: 'cross', to: [80, 6], speed: 2, acceleration: 4 },
  { type: 'gap', from: 'ego', to: 'walker', op: 'below', value: 30 },
);

function bodyOf(run: Run, id: string | undefined): BodySpec {
  const body = run.scene.bodies.find((each) => each.id === id);
  if (body === undefined) throw new Error(`no body ${id}`);
  return body;
}

function poseIn({ trace }: Run, id: string): Pose {
  const state = trace.ticks[0]?.bodies[id] as readonly number[];
  return { position: state.slice(0, 3) as unknown as Vec3, orientation: state.slice(3, 7) as unknown as Quat };
}

describe('entities', () => {
  const { root, run } = exported(scenario([driver('ego', 'right', 10, 10), walker('walker', [80, -6, 0])]));
  it.each(['ego', 'walker'])('has the box of the %s where and as large as its body has it', (id) => {
    const body = bodyOf(run, id);
    const object = find(root, 'ScenarioObject').find(({ attributes }) => attributes.name === id) as XmlNode;
    const size = ['length', 'width', 'height'].map((name) => number(one(object, 'Dimensions'), name));
    for (const [i, x] of body.box.size.entries()) expect(size[i]).toBeCloseTo(x, 5);
    // From the reference point by the stated centre is from the origin by the body's own.
    const center = ['x', 'y', 'z'].map((name) => number(one(object, 'Center'), name)) as unknown as Vec3;
    const { position, orientation } = poseIn(run, id);
    const wanted = add(position, rotate(orientation, body.box.center));
    const there = add(motionOf(run.trace, body).at(0).position, rotate(orientation, center));
    for (const [i, x] of wanted.entries()) expect(there[i]).toBeCloseTo(x, 5);
  });
  it('puts a vehicle by its rear axle, a person by the middle', () => {
    const [car, person] = find(root, 'ScenarioObject');
    expect(number(one(car as XmlNode, 'Center'), 'x')).toBeGreaterThan(1);
    expect(number(one(person as XmlNode, 'Center'), 'x')).toBeCloseTo(0, 6);
    expect(one(car as XmlNode, 'Vehicle').attributes.vehicleCategory).toBe('car');
    expect(one(person as XmlNode, 'Pedestrian').attributes.pedestrianCategory).toBe('pedestrian');
  });
});

describe('as actions', () => {
  it('leaves a vehicle that keeps lane and speed alone', () => {
    const { root } = exported(scenario([driver('ego', 'right', 10, 10), driver('other', 'left', 200, 8)]));
    expect(find(root, 'LanePosition').map(({ attributes }) => attributes.laneId)).toEqual(['-1', '1']);
    expect(find(root, 'Event')).toHaveLength(0);
    expect(find(root, 'AbsoluteTargetSpeed').map((node) => number(node, 'value'))).toEqual([10, 8]);
  });

  it('tells a change of speed as one, by its own trigger', () => {
    const braking = event('slow', 'other', { type: 'brake', deceleration: 4, jerk: 0 }, { type: 'time', after: 2 });
    const { root } = exported(scenario([driver('ego', 'right', 10, 10), driver('other', 'left', 200, 8)], [braking]));
    const slow = eventNamed(root, 'slow (other)');
    expect(one(slow, 'SpeedActionDynamics').attributes).toMatchObject({
      dynamicsShape: 'linear',
      dynamicsDimension: 'rate',
      value: '4',
    });
    expect(number(one(slow, 'AbsoluteTargetSpeed'), 'value')).toBe(0);
    expect(number(one(slow, 'SimulationTimeCondition'), 'value')).toBe(2);
  });

  it('tells one with a jerk as a trajectory: the standard has no such shape', () => {
    const braking = event('slow', 'other', { type: 'brake', deceleration: 4, jerk: 10 }, { type: 'time', after: 2 });
    const { root } = exported(scenario([driver('ego', 'right', 10, 10), driver('other', 'left', 200, 8)], [braking]));
    expect(find(eventNamed(root, 'slow (other)'), 'SpeedAction')).toHaveLength(0);
    expect(one(eventNamed(root, 'slow (other)'), 'Timing').attributes.domainAbsoluteRelative).toBe('relative');
  });

  it('starts a person by the distance that starts them here', () => {
    const { root, notes } = exported(scenario([driver('ego', 'right', 10, 10), walker('walker', [80, -6, 0])], [crossing]));
    const dash = eventNamed(root, 'dash (walker)');
    expect(one(dash, 'RelativeDistanceCondition').attributes).toMatchObject({
      entityRef: 'walker',
      freespace: 'true',
      relativeDistanceType: 'euclidianDistance',
      rule: 'lessOrEqual',
      value: '30',
    });
    expect(number(find(dash, 'Vertex')[0] as XmlNode, 'time')).toBe(0);
    expect(notes).toEqual([]);
  });

  it('tells what came of a controller, and says so', () => {
    const aeb = { type: 'aeb', latency: 0.2, deceleration: 8, jerk: 0, trigger: { ttc: 2 } } as const;
    const front = { ...driver('ego', 'right', 10, 12), controller: aeb };
    const { root, xml } = exported(scenario([front, driver('other', 'right', 80, 0)]));
    expect(one(eventNamed(root, 'start (ego)'), 'Timing').attributes.domainAbsoluteRelative).toBe('absolute');
    expect(xml).toContain('What came of the controller "aeb"');
  });

  it.each<[string, Condition, string]>([
    ['visibility', { type: 'visible', actor: 'walker', sensor: 'none', fraction: 0 }, 'visible'],
    ['origins of vehicles', { type: 'distance', from: 'ego', to: 'walker', op: 'below', value: 40 }, 'reference point'],
    ['stations below', { type: 'station', of: 'ego', op: 'below', value: 1e6 }, 'at least'],
  ])('notes a trigger on %s, and gives its time', (name, condition, why) => {
    const start = name === 'visibility' ? ({ type: 'altitude', of: 'ego', op: 'below', value: 1 } as const) : condition;
    const dash = { ...crossing, when: start } as typeof crossing;
    const { root, notes } = exported(scenario([driver('ego', 'right', 10, 10), walker('walker', [80, -6, 0])], [dash]));
    expect(notes).toHaveLength(1);
    expect(notes[0]?.what).toContain(name === 'visibility' ? 'altitude' : why);
    expect(find(eventNamed(root, 'dash (walker)'), 'SimulationTimeCondition')).toHaveLength(1);
  });

  it('leaves out what never happened, and says so', () => {
    const never = { ...crossing, when: { type: 'time', after: 99 } } as typeof crossing;
    const { root, notes } = exported(scenario([driver('ego', 'right', 10, 10), walker('walker', [80, -6, 0])], [never]));
    expect(find(root, 'Event')).toHaveLength(0);
    expect(notes).toEqual([{ about: 'dash', what: 'left out: it never happened in this run' }]);
  });

  it('chains what follows another event by how long that took', () => {
    const chain = [
      {
        type: 'serial' as const,
        name: 'chain',
        children: [
          event('step', 'walker', { type: 'cross', to: [80, -2], speed: 2, acceleration: 0 }, { type: 'time', after: 1 }),
          event('stand', 'walker', { type: 'freeze', duration: 1 }),
        ],
      },
    ];
    const { root, run } = exported(scenario([driver('ego', 'right', 10, 5), walker('walker', [80, -6, 0])], chain));
    const step = run.spans.find(({ name }) => name === 'step');
    const took = (step?.end as number) - (step?.start as number);
    const states = find(eventNamed(root, 'stand (walker)'), 'StoryboardElementStateCondition');
    expect(states.map(({ attributes }) => attributes.state)).toEqual(['runningState', 'completeState']);
    for (const each of find(eventNamed(root, 'stand (walker)'), 'Condition'))
      expect(number(each, 'delay')).toBeCloseTo(took, 5);
  });
});

interface Vertex {
  readonly time: number;
  readonly position: readonly number[];
}
/** How far the samples are from straight lines in time between the vertices, at most, m. */
function offBy(vertices: readonly Vertex[], samples: readonly Vertex[]): number {
  return Math.max(
    ...samples.map(({ time, position }) => {
      const next = vertices.findIndex((vertex) => vertex.time >= time - 1e-9);
      const [a, b] = [vertices[Math.max(0, next - 1)] as Vertex, vertices[next] as Vertex];
      const share = b.time === a.time ? 0 : (time - a.time) / (b.time - a.time);
      return Math.hypot(
        ...position.map((x, i) => x - (a.position[i] as number) * (1 - share) - (b.position[i] as number) * share),
      );
    }),
  );
}

describe('as trajectories', () => {
  const { root, run } = exported(scenario([ego(30, 10), walker('walker', [80, -6, 0])], [crossing]), 'trajectories');
  const samplesOf = (id: string) => motionOf(run.trace, bodyOf(run, id)).samples;

  it('has everybody who moves follow the clock', () => {
    expect(find(root, 'Timing').map(({ attributes }) => attributes.domainAbsoluteRelative)).toEqual(['absolute', 'absolute']);
    expect(find(root, 'Event')).toHaveLength(2);
  });

  it.each(['ego', 'walker'])('gives the trace of the %s to a millimetre between its vertices', (id) => {
    const vertices = find(eventNamed(root, `start (${id})`), 'Vertex').map((vertex) => {
      const at = one(vertex, 'WorldPosition');
      return { time: number(vertex, 'time'), position: ['x', 'y', 'z'].map((axis) => number(at, axis)) };
    });
    expect(vertices.length).toBeLessThan(samplesOf(id).length / 10);
    expect(offBy(vertices, samplesOf(id))).toBeLessThan(0.001);
  });

  it('would not with a vertex a second: the check above can fail', () => {
    const samples = samplesOf('walker');
    expect(offBy(thinned(samples), samples)).toBeLessThan(0.001);
    expect(
      offBy(
        samples.filter((_, i) => i % 100 === 0 || i === samples.length - 1),
        samples,
      ),
    ).toBeGreaterThan(0.05);
  });
});
