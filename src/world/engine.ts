/**
 * Time goes on in steps of a fixed grid; within a step every trigger and contact is found to a nanosecond by halving, the world
 * is brought to that instant, and what follows begins there. Motions are pure functions of time, so a step can be tried and
 * taken back. Who looks between the steps changes nothing: the world never stops for an observer.
 */
import type { FrameEvent, Gust, Medium } from '#contracts/frame';
import type { Place } from '#contracts/place';
import type { ConcreteScenario } from '#contracts/scenario';
import { headingOf } from '#core/pose';
import { type Air, advance } from './advance.js';
import type { Body, Motion } from './body.js';
import type { Context, Measure, Stage } from './context.js';
import { type Steer, startController } from './controllers/index.js';
import { flatBox } from './geometry/boxes.js';
import { impactOf } from './impact.js';
import { between, type Interval } from './interval.js';
import { windByBuildings } from './medium/lee.js';
import { createWind } from './medium/wind.js';
import { createRigidWorld } from './rigid.js';
import { type Snapshot, snapshotOf } from './snapshot.js';
import { startNode } from './story.js';
import { createTouchWatch } from './touch.js';

interface Watcher {
  readonly name: string;
  readonly measure: Measure;
  readonly then: (stage: Stage) => void;
}

/** Halvings of a step that holds an instant: 2^-30 of it, well under a nanosecond. */
const HALVINGS = 30;
const MOST_EVENTS_AT_ONCE = 200;

export interface Engine {
  readonly now: Snapshot;
  readonly events: readonly FrameEvent[];
  readonly happened: ReadonlyMap<string, number>;
  /** When events of the story were done with, s. */
  readonly ended: ReadonlyMap<string, number>;
  /** Those that the story has fired so far. */
  readonly gusts: readonly Gust[];
  readonly context: Context;
  /** Changes made there between two steps take effect at once. */
  readonly stage: Stage;
  /** The present, as an interval of no length. */
  standing(): Interval;
  /** Goes on to the next instant of the grid, or the next event before it, or `until` at the latest. @returns what it went through */
  step(until: number): Interval;
}

export function createEngine(
  scenario: ConcreteScenario,
  place: Place,
  bodies: readonly Body[],
  first: readonly Motion[],
  medium: Medium,
  /** Whose controller stays out of it: somebody outside drives. */
  driven?: Body,
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
  const rigid = createRigidWorld(solids, medium.frictionScale, medium.windMPerS);
  const wind = createWind(medium.windMPerS, medium.turbulence);
  const gusts: Gust[] = [];
  const events: FrameEvent[] = [];
  const happened = new Map<string, number>();
  const ended = new Map<string, number>();
  const watchers: Watcher[] = [];
  const steers: Steer[] = [];
  const local = scenario.environment.windByBuildings
    ? windByBuildings(solids, medium.windMPerS, medium.turbulence?.deviation ?? 0)
    : undefined;
  const air: Air = { at: (position, time) => wind.at(time, gusts, local?.(position)) };
  let motions: readonly Motion[] = first;
  /** Something was recorded since the last look at what is due. */
  let news = true;
  let now = snapshotOf(bodies, 0, motions, medium.windMPerS);

  const at = (time: number, moved: readonly Motion[]): Snapshot => snapshotOf(bodies, time, moved, medium.windMPerS, now);
  const movedBy = (dt: number): readonly Motion[] =>
    motions.map((motion, i) => (motion.mode === 'still' ? motion : advance(bodies[i] as Body, motion, now.time, dt, air)));
  const tried = (dt: number): Snapshot => at(now.time + dt, movedBy(dt));

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
      if (motion.mode === 'rigid') rigid.release(bodies[index] as Body, motion);
    },
    addGust: (gust) => void gusts.push(gust),
    watch(name, measure, then) {
      watchers.push({ name, measure, then });
    },
    record(event) {
      news = true;
      if (!happened.has(event.name)) happened.set(event.name, now.time);
      events.push({ ...event, timeNs: Math.round(now.time * 1e9) });
    },
    end: (name) => void ended.set(name, now.time),
    windAt: air.at,
  };

  /** Fires everything that is due at this instant, and what that makes due. */
  const settle = (): void => {
    news = false;
    for (let guard = 0; guard < MOST_EVENTS_AT_ONCE; guard++) {
      const due = watchers.findIndex((watcher) => watcher.measure(now) >= 0);
      if (due < 0) return;
      const [watcher] = watchers.splice(due, 1);
      (watcher as Watcher).then(stage);
    }
  };

  const commit = (after: Snapshot): void => {
    const dt = after.time - now.time;
    let moved = after;
    if (rigid.busy && dt > 0) {
      const stepped = rigid.step(dt, bodies, (index) => after.of(index));
      moved = snapshotOf(
        bodies,
        after.time,
        after.motions.map((motion, i) => stepped.get(i) ?? motion),
        medium.windMPerS,
        after,
      );
    }
    motions = moved.motions;
    now = moved;
    collide();
  };

  /** Bodies that have begun to touch: noted, and handed to the physics engine where they can be thrown. */
  const collide = (): void => {
    for (const [a, b] of touch.begun(now, 1e-7)) {
      const hit = impactOf(bodies[a] as Body, b < 0 ? undefined : (bodies[b] as Body), now);
      stage.record(hit.event);
      for (const { index } of hit.stopped) {
        const motion = now.motions[index];
        if (motion?.mode === 'path')
          stage.setMotion(index, { ...motion, along: { ...motion.along, v: 0, a: 0 }, command: { type: 'cruise' } });
      }
      for (const { body, motion } of hit.thrown)
        if (now.motions[body.index]?.mode !== 'rigid') stage.setMotion(body.index, motion);
    }
  };

  /** Where a step has moved nothing, the world stands until something is due: there is nothing to step through. */
  const standing = (step: Snapshot, until: number): Snapshot => {
    const moves = (then: Snapshot): boolean => then.motions.some((motion, i) => motion !== motions[i]);
    if (moves(step) || steers.length > 0 || rigid.busy || !Number.isFinite(until)) return step;
    const then = tried(until - now.time);
    return moves(then) || crossed(then) ? step : then;
  };
  const crossed = (snapshot: Snapshot): boolean =>
    watchers.some((watcher) => watcher.measure(snapshot) >= 0) || touch.anyNew(snapshot);

  for (const body of bodies) {
    if (body.actor?.controller === undefined || body === driven) continue;
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
    ended,
    gusts,
    context: stage,
    stage,
    standing: () => ({ from: now, until: now.time, contacts: touch.pairs(), at: () => now }),
    step(until) {
      for (const steer of steers) steer(stage, now);
      const from = now;
      const contacts = touch.pairs();
      const dt = Math.min(nextOnGrid(now.time, scenario.step), until) - now.time;
      const step = tried(dt);
      const event = crossed(step);
      const whole = event ? step : standing(step, until);
      commit(event ? tried(firstHolding(dt, (part) => crossed(tried(part)))) : whole);
      const after = now;
      if (event || news || rigid.busy) settle();
      const advanceBody = (motion: Motion, i: number, since: number): Motion =>
        advance(bodies[i] as Body, motion, from.time, since, air);
      return {
        from,
        until: after.time,
        contacts,
        at: (time) => between(bodies, from, after, time, medium.windMPerS, advanceBody),
      };
    },
  };
}

/** The first instant of the grid k * step after that time; what is less than a nanosecond away has been reached. */
function nextOnGrid(time: number, step: number): number {
  const k = Math.floor(time / step + 1e-9) + 1;
  return k * step - time > 1e-9 ? k * step : (k + 1) * step;
}

/** The smallest part of a step at which it holds, given that it does at the end; by halving. */
function firstHolding(dt: number, holds: (part: number) => boolean): number {
  let low = 0;
  let high = dt;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
