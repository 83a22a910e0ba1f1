/** Gathers how critical a run is, for those who ask: figures of the whole at every step, a table over time, crossings at the end. */
import { CRITICALITY_COLUMNS, type CriticalityColumn, type RunCriticality, type RunEncroachment } from '#contracts/criticality';
import type { ConcreteScenario } from '#contracts/scenario';
import type { ActorFigures } from '#validate/criteria';
import { type Available, DRY_ROAD } from '#validate/criticality/ahead';
import { apartOf } from '#validate/criticality/air';
import { type CriticalityRow, rowOf } from '#validate/criticality/columns';
import { encroachmentsOf, type Track } from '#validate/criticality/crossings';
import { type Criticality, criticalityOf, type Other } from '#validate/criticality/instant';
import { severityOf } from '#validate/criticality/severity';
import { createTally, type RunFigures } from '#validate/criticality/tally';
import type { PlanarSample } from '#validate/metrics/motion';
import type { Body } from './body.js';
import type { Context } from './context.js';
import { setsOff } from './hazard.js';
import type { Interval } from './interval.js';
import type { Kinematics, Snapshot } from './snapshot.js';
import { laneWayOf, wayOf } from './way.js';

export interface CriticalityGatherer {
  see(now: Snapshot): void;
  through(interval: Interval): void;
  /** Takes what is left, at the run's end. */
  close(interval: Interval): void;
  /** Of a body that was asked for, by key of `RUN_METRICS`. */
  figures(id: string, contact: ActorFigures['contact']): RunFigures;
  /** The first actor's. */
  table(): RunCriticality;
}

/** Nobody farther off matters on the ground, m. */
const HORIZON = 400;
/** Nor a part of the place, such as a parked car, beyond this much more than the way that the body needs to stop, m. */
const BEYOND_STOP = 30;
/** Places of a track a second: straight between them, their crossing is exact to a centimetre at 10 m/s^2. */
const TRACK_HZ = 20;

interface Watched {
  readonly body: Body;
  readonly others: readonly { readonly body: Body; readonly inert: boolean; readonly flies: boolean }[];
  readonly tally: ReturnType<typeof createTally>;
}

/** @param subjects bodies whose figures are asked for @param hz rows a second of the table; none where missing @param until s */
export function gatherCriticality(
  context: Context,
  subjects: ReadonlySet<string>,
  { hz, until }: { readonly hz: number | undefined; readonly until: number },
): CriticalityGatherer {
  const { bodies, scenario } = context;
  const watched = bodies
    .filter(({ spec }) => subjects.has(spec.id))
    .map((body): Watched => ({ body, others: othersOf(body, bodies, scenario), tally: createTally() }));
  const tracks = trackBodies(context, watched);
  const rows: CriticalityRow[] = [];
  const times: number[] = [];
  const [first] = watched.filter(({ body }) => body.spec.id === scenario.actors[0]?.id);
  const take = (interval: Interval, end: number): void => {
    if (hz === undefined || first === undefined) return;
    const { index } = first.body;
    const over = interval.contacts.some((pair) => pair.includes(index));
    for (let time = times.length / hz; time < end && time <= until + 1e-9; time = times.length / hz) {
      times.push(time);
      rows.push(rowOf(over ? undefined : criticalityAt(context, first, interval.at(time))));
    }
  };
  return {
    see(now) {
      for (const each of watched) {
        if (context.touching(each.body.index, 'any')) {
          each.tally.touch(now.time);
          continue;
        }
        each.tally.see(now.time, criticalityAt(context, each, now));
        seeInAir(each, now);
      }
      tracks.see(now);
    },
    through: (interval) => take(interval, interval.until),
    close: (interval) => take(interval, Number.POSITIVE_INFINITY),
    figures(id, contact) {
      const each = watched.find(({ body }) => body.spec.id === id);
      if (each === undefined) return {};
      const least = tracks.crossings(each).reduce<RunEncroachment | undefined>(soonest, undefined);
      return {
        ...each.tally.figures(),
        ...(least === undefined ? {} : { minPetS: { value: least.time, timeNs: Math.round(least.at * 1e9) } }),
        ...(contact === undefined ? {} : severityOf(impactOn(each.body, contact, bodies))),
      };
    },
    table() {
      const encroachments = first === undefined ? [] : tracks.crossings(first);
      return { times, columns: columnsOf(rows, times, encroachments), encroachments };
    },
  };
}

/** The criticality of a body at an instant. */
export function momentsOf(context: Context, index: number): (now: Snapshot) => Criticality {
  const body = context.bodies[index] as Body;
  const others = othersOf(body, context.bodies, context.scenario);
  return (now) => criticalityAt(context, { body, others }, now);
}

function availableIn({ medium: { frictionScale } }: Context): Available {
  return { braking: DRY_ROAD.braking * frictionScale, lateral: DRY_ROAD.lateral * frictionScale };
}

function othersOf(body: Body, bodies: readonly Body[], scenario: ConcreteScenario): Watched['others'] {
  return bodies
    .filter((other) => other !== body && !carries(body, other))
    .map((other) => ({
      body: other,
      inert: other.actor === undefined || other.kind === 'fixed' || !setsOff(scenario, other.spec.id),
      flies: other.kind === 'quadrotor' || other.kind === 'flyer' || other.kind === 'drifter',
    }));
}

/** A load does not threaten who carries it. */
function carries(carrier: Body, { actor, kind }: Body): boolean {
  return kind === 'load' && actor?.follows?.leader === carrier.spec.id;
}

function flies({ kind }: Body): boolean {
  return kind === 'quadrotor' || kind === 'flyer';
}
function isAircraft({ kind, spec }: Body): boolean {
  return kind === 'quadrotor' || spec.class === 'drone';
}

function criticalityAt(context: Context, { body, others }: Pick<Watched, 'body' | 'others'>, now: Snapshot): Criticality {
  const me = now.of(body.index);
  const motion = now.motions[body.index];
  return criticalityOf(me, near(me, others, now), {
    way: wayOf(me, motion),
    lane: laneWayOf(context.place, body, me, motion),
    available: availableIn(context),
    flies: flies(body),
  });
}

function* near(me: Kinematics, others: Watched['others'], now: Snapshot): Generator<Other> {
  // The way to a stop at 4 m/s^2, a second and 3.5 m/s later: RSS's for something that stands.
  const stop = me.speed + 1.75 + ((me.speed + 3.5) * (me.speed + 3.5)) / 8;
  for (const { body, inert, flies: aloft } of others) {
    const mover = now.of(body.index);
    const [dx, dy] = [mover.box.x - me.box.x, mover.box.y - me.box.y];
    const farthest = (body.actor === undefined ? Math.min(HORIZON, stop + BEYOND_STOP) : HORIZON) + mover.box.halfLength;
    if (!aloft && dx * dx + dy * dy > farthest * farthest) continue;
    yield { mover, inert, flies: aloft };
  }
}

function seeInAir({ body, others, tally }: Watched, now: Snapshot): void {
  if (!flies(body)) return;
  const me = now.of(body.index);
  for (const other of others)
    if (other.flies)
      tally.seeInAir(now.time, other.body.spec.id, apartOf(me, now.of(other.body.index)), isAircraft(other.body));
}

/** Where bodies that can move on the ground were, up to the first contact of one that is watched. */
function trackBodies(context: Context, watched: readonly Watched[]) {
  const movers = context.bodies.filter(
    (body) =>
      watched.some((each) => each.body === body) ||
      ((body.kind === 'walker' || body.kind === 'wheeled') &&
        body.actor !== undefined &&
        setsOff(context.scenario, body.spec.id)),
  );
  const samples = new Map(movers.map((body): [Body, PlanarSample[]] => [body, []]));
  let next = 0;
  let over = false;
  const trackOf = (body: Body): Track => ({
    id: body.spec.id,
    length: body.spec.box.size[0],
    width: body.spec.box.size[1],
    samples: samples.get(body) as PlanarSample[],
  });
  return {
    see(now: Snapshot): void {
      if (over || now.time < next - 1e-9) return;
      next = now.time + 1 / TRACK_HZ;
      over = watched.some(({ body }) => context.touching(body.index, 'any'));
      for (const [body, list] of samples) {
        const { box, heading } = now.of(body.index);
        list.push({ time: now.time, x: box.x, y: box.y, heading });
      }
    },
    crossings: ({ body, others }: Watched): readonly RunEncroachment[] =>
      flies(body)
        ? []
        : encroachmentsOf(
            trackOf(body),
            others.filter((other) => samples.has(other.body)).map((other) => trackOf(other.body)),
          ),
  };
}

function soonest(least: RunEncroachment | undefined, each: RunEncroachment): RunEncroachment {
  return least === undefined || each.time < least.time ? each : least;
}

function impactOn(own: Body, contact: NonNullable<ActorFigures['contact']>, bodies: readonly Body[]) {
  const other = bodies.find(({ spec }) => spec.id === contact.other);
  return {
    timeNs: contact.timeNs,
    speed: contact.speed,
    relativeSpeed: contact.relativeSpeed,
    ownMass: own.mass,
    otherMass: other?.mass ?? Number.POSITIVE_INFINITY,
    pedestrian: other?.asset.class === 'person' && other.kind === 'walker',
  };
}

function columnsOf(
  rows: readonly CriticalityRow[],
  times: readonly number[],
  encroachments: readonly RunEncroachment[],
): RunCriticality['columns'] {
  const pet = times.map((time) =>
    encroachments.filter(({ at }) => at <= time).reduce<number | null>((least, each) => lesser(least, each.time), null),
  );
  const names = Object.keys(CRITICALITY_COLUMNS) as CriticalityColumn[];
  return Object.fromEntries(
    names.map((name) => [name, name === 'petS' ? pet : rows.map((row) => row[name])]),
  ) as unknown as RunCriticality['columns'];
}

function lesser(least: number | null, value: number): number {
  return least === null ? value : Math.min(least, value);
}
