/**
 * Time goes on in steps; within a step every trigger and contact is found to a nanosecond by halving, the world is brought to that
 * instant, and what follows begins there. Motions are pure functions of time, so a step can be tried and taken back.
 */
import type { FrameEvent, Medium } from '#contracts/frame';
import type { Place } from '#contracts/place';
import type { ConcreteScenario } from '#contracts/scenario';
import { headingOf, norm, sub, type Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { type Air, advance } from './advance.js';
import type { Body, Motion, RigidMotion } from './body.js';
import type { Context, Measure, Stage } from './context.js';
import { type Steer, startController } from './controllers/index.js';
import { flatBox } from './geometry/boxes.js';
import { createWind, type Gust } from './medium/wind.js';
import { afterImpact, createRigidWorld } from './rigid.js';
import { type Snapshot, snapshotOf } from './snapshot.js';
import { startNode } from './story.js';
import { createTouchWatch } from './touch.js';

interface Watcher {
  readonly name: string;
  readonly measure: Measure;
  readonly then: (stage: Stage) => void;
  /** The measure at the last committed instant. */
  value: number;
}

/** Halvings of a step that holds an instant: 2^-30 of it, well under a nanosecond. */
const HALVINGS = 30;
const MOST_EVENTS_AT_ONCE = 200;

export interface Engine {
  readonly now: Snapshot;
  readonly events: readonly FrameEvent[];
  readonly happened: ReadonlyMap<string, number>;
  /** Pairs of bodies that have touched. */
  contacts(): readonly (readonly [number, number])[];
  readonly context: Context;
  /** Runs to that time; `onStep` sees every instant on the way at which the world was brought to a halt. */
  advanceTo(time: number, onStep: (now: Snapshot) => void): void;
}

export function createEngine(
  scenario: ConcreteScenario,
  place: Place,
  bodies: readonly Body[],
  first: readonly Motion[],
  medium: Medium,
): Engine {
  const indices = new Map(bodies.map((body) => [body.spec.id, body.index]));
  const solids = place.solids.map(({ worldFromBox: { position, orientation }, size }) =>
    flatBox(
      [position[0], position[1]],
      headingOf(orientation),
      size[0],
      size[1],
      position[2] - size[2] / 2,
      position[2] + size[2] / 2,
    ),
  );
  const carriedTogether = (a: Body, b: Body): boolean =>
    [a, b].some((x) => x.actor?.follows?.leader === (x === a ? b : a).spec.id && x.kind === 'load');
  const touch = createTouchWatch(bodies, solids, carriedTogether);
  const rigid = createRigidWorld(solids, medium.frictionScale);
  const wind = createWind(
    medium.windMPerS,
    scenario.environment.gustAmplitude,
    randomRoot(scenario.seed).child('wind').child(scenario.draw),
  );
  const gusts: Gust[] = [];
  const events: FrameEvent[] = [];
  const happened = new Map<string, number>();
  const watchers: Watcher[] = [];
  const steers: Steer[] = [];
  const inEngine = new Set<number>();
  const air: Air = { at: (_position, time) => wind.at(time, gusts) };
  let motions: readonly Motion[] = first;
  let now = snapshotOf(bodies, 0, motions, medium.windMPerS);

  const at = (time: number, moved: readonly Motion[]): Snapshot => snapshotOf(bodies, time, moved, medium.windMPerS);
  const tried = (dt: number): Snapshot =>
    at(
      now.time + dt,
      motions.map((motion, i) => advance(bodies[i] as Body, motion, now.time, dt, air)),
    );

  const stage: Stage = {
    scenario,
    place,
    solids,
    bodies,
    medium,
    happened,
    get now() {
      return now;
    },
    indexOf(id) {
      const index = indices.get(id);
      if (index === undefined) throw new Error(`no body is called ${id}`);
      return index;
    },
    touching: touch.touching,
    setMotion(index, motion) {
      motions = motions.map((old, i) => (i === index ? motion : old));
      now = at(now.time, motions);
      if (motion.mode === 'rigid') {
        rigid.release(bodies[index] as Body, motion);
        inEngine.add(index);
      }
    },
    addGust: (gust) => void gusts.push(gust),
    watch(name, measure, then) {
      watchers.push({ name, measure, then, value: Number.NEGATIVE_INFINITY });
    },
    record(event) {
      if (!happened.has(event.name)) happened.set(event.name, now.time);
      events.push({ ...event, timeNs: Math.round(now.time * 1e9) });
    },
    windAt: (_position, time) => wind.at(time, gusts),
  };

  /** Fires everything that is due at this instant, and what that makes due. */
  const settle = (): void => {
    for (let guard = 0; guard < MOST_EVENTS_AT_ONCE; guard++) {
      for (const watcher of watchers) watcher.value = watcher.measure(now);
      const due = watchers.findIndex((watcher) => watcher.value >= 0);
      if (due < 0) return;
      const [watcher] = watchers.splice(due, 1);
      (watcher as Watcher).then(stage);
    }
  };

  const commit = (after: Snapshot): void => {
    const dt = after.time - now.time;
    let moved = after.motions;
    if (rigid.busy && dt > 0) {
      const stepped = rigid.step(dt, bodies, (index) => after.of(index));
      moved = moved.map((motion, i) => stepped.get(i) ?? motion);
    }
    motions = moved;
    now = at(after.time, motions);
    collide();
  };

  /** Bodies that have begun to touch: noted, and handed to the physics engine where they can be thrown. */
  const collide = (): void => {
    for (const [a, b] of touch.begun(now, 1e-7)) {
      const first = bodies[a] as Body;
      const second = b < 0 ? undefined : (bodies[b] as Body);
      const [ka, kb] = [now.of(a), second === undefined ? undefined : now.of(b)];
      const relative = sub(ka.velocity, kb?.velocity ?? [0, 0, 0]);
      stage.record({
        name: 'contact',
        kind: 'contact',
        bodies: [first.spec.id, second?.spec.id ?? 'place'],
        detail: impactDetail(ka, kb, norm(relative)),
      });
      thrown(first, second, relative);
    }
  };
  const thrown = (first: Body, second: Body | undefined, relative: Vec3): void => {
    if (norm(relative) < 0.3) return;
    const velocityOf = (body: Body | undefined): Vec3 => (body === undefined ? [0, 0, 0] : now.of(body.index).velocity);
    for (const [body, other] of [
      [first, second],
      [second, first],
    ] as const) {
      if (body === undefined || inEngine.has(body.index) || !isThrown(body, other)) continue;
      const kin = now.of(body.index);
      const velocity =
        other === undefined
          ? kin.velocity
          : afterImpact({ mass: other.mass, velocity: velocityOf(other) }, { mass: body.mass, velocity: kin.velocity });
      const motion: RigidMotion = {
        mode: 'rigid',
        position: kin.position,
        orientation: kin.orientation,
        velocity: [velocity[0], velocity[1], velocity[2] + 0.08 * norm(relative)],
        angularVelocity: kin.angularVelocity,
      };
      stage.setMotion(body.index, motion);
    }
  };

  for (const body of bodies) {
    if (body.actor?.controller === undefined) continue;
    const steer = startController(stage, body.index, body.actor.controller);
    if (steer !== undefined) steers.push(steer);
  }
  for (const node of scenario.story) startNode(stage, node);
  collide();
  settle();

  return {
    get now() {
      return now;
    },
    events,
    happened,
    contacts: touch.pairs,
    context: stage,
    advanceTo(time, onStep) {
      while (now.time < time - 1e-12) {
        for (const steer of steers) steer(stage, now);
        const dt = Math.min(scenario.step, time - now.time);
        const whole = tried(dt);
        const crossed = (snapshot: Snapshot): boolean =>
          watchers.some((watcher) => watcher.measure(snapshot) >= 0) || touch.least(snapshot) <= 0;
        let after = whole;
        if (crossed(whole)) {
          let low = 0;
          let high = dt;
          for (let i = 0; i < HALVINGS; i++) {
            const middle = (low + high) / 2;
            if (crossed(tried(middle))) high = middle;
            else low = middle;
          }
          after = tried(high);
        }
        commit(after);
        onStep(now);
        settle();
      }
    },
  };
}

function isThrown(body: Body, by: Body | undefined): boolean {
  if (body.kind === 'quadrotor' || body.kind === 'flyer') return true;
  if (by === undefined || body.kind === 'fixed') return false;
  return body.mass < by.mass * 0.8 && (body.kind === 'walker' || body.kind === 'load' || body.mass < 300);
}

/** Relative speed, and where across the first body's width it was struck (0 its left edge, 1 its right edge). */
function impactDetail(
  a: ReturnType<Snapshot['of']>,
  b: ReturnType<Snapshot['of']> | undefined,
  speed: number,
): Record<string, number> {
  if (b === undefined) return { relativeSpeed: speed };
  const left = (b.box.y - a.box.y) * a.box.cosine - (b.box.x - a.box.x) * a.box.sine;
  return { relativeSpeed: speed, speed: a.speed, acrossWidth: 0.5 - left / (2 * a.box.halfWidth) };
}
