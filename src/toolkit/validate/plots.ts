/** What a report draws of a run: curves over time, and the actors from above. */
import type { Run } from '#contracts/run';
import type { CaseCurves, CaseTracks } from '#contracts/validation';
import { headingOf, type Quat, rotate, type Vec3 } from '#core/pose';
import { buildPlace } from '#places/index';

/** Points of a curve at most. */
const MOST_POINTS = 240;
/** Solids within so many metres of an actor's way are drawn. */
const NEAR_M = 40;

export function curvesOf({ curves, criticality, leastGaps }: Run): CaseCurves | undefined {
  if (curves === undefined) return undefined;
  const kept = every(curves.times.length);
  const at = <T>(values: readonly T[]): T[] => kept.map((i) => values[i] as T);
  // Parked cars are passed at the same gap however the story goes.
  const gaps = Object.entries(curves.gaps)
    .filter(([id]) => leastGaps[id] !== undefined || moves(curves.speeds[id]))
    .map(([, values]) => values);
  return {
    times: at(curves.times),
    speeds: Object.fromEntries(Object.entries(curves.speeds).map(([id, values]) => [id, at(values)])),
    ttc: at(curves.ttc),
    gap: kept.map((i) => least(gaps.map((values) => values[i] ?? null))),
    ...(criticality === undefined ? {} : { brakeThreat: at(criticality.columns.btn) }),
  };
}

function moves(speeds: readonly (number | null)[] | undefined): boolean {
  return speeds?.some((speed) => speed !== null && speed > 0) === true;
}

function least(values: readonly (number | null)[]): number | null {
  const there = values.filter((value) => value !== null);
  return there.length === 0 ? null : Math.min(...there);
}

/** Indices of at most so many, evenly, the first and the last among them. */
function every(count: number): number[] {
  const step = Math.max(1, Math.ceil(count / MOST_POINTS));
  return Array.from({ length: count }, (_, i) => i).filter((i) => i % step === 0 || i === count - 1);
}

export function tracksOf({ trace, scene, scenario }: Run): CaseTracks {
  const ticks = every(trace.ticks.length).map((i) => trace.ticks[i] as (typeof trace.ticks)[number]);
  const actors = scene.bodies
    .filter(({ id }) => scenario.actors.some((actor) => actor.id === id))
    .map(({ id, class: named, box }) => ({
      id,
      class: named,
      length: box.size[0],
      width: box.size[1],
      states: ticks.map(({ bodies }) => stateOf(bodies[id], box.center)),
    }));
  const place = buildPlace(scenario.place);
  const ways = actors.flatMap(({ states }) => states.filter((state) => state !== null));
  const near = (x: number, y: number): boolean =>
    ways.some(([ax, ay]) => Math.abs(ax - x) < NEAR_M && Math.abs(ay - y) < NEAR_M);
  return {
    times: ticks.map(({ timeNs }) => timeNs / 1e9),
    actors,
    lanes: place.lanes.filter(({ kind }) => kind !== 'air').map(({ width, centerline }) => ({ width, points: centerline })),
    solids: [
      ...place.solids.map(({ worldFromBox: { position, orientation }, size }) => flat(position, orientation, size)),
      ...scene.bodies
        .filter(({ role }) => role === 'prop')
        .flatMap(({ id, box }) => {
          const prop = place.props.find((each) => each.id === id);
          return prop === undefined ? [] : [flat(prop.worldFromBody.position, prop.worldFromBody.orientation, box.size)];
        }),
    ].filter(([x, y]) => near(x, y)),
  };
}

function stateOf(state: readonly number[] | undefined, center: Vec3): readonly [number, number, number] | null {
  if (state === undefined) return null;
  const [x = 0, y = 0, , qx = 0, qy = 0, qz = 0, qw = 1] = state;
  const turn: Quat = [qx, qy, qz, qw];
  const offset = rotate(turn, center);
  return [x + offset[0], y + offset[1], headingOf(turn)];
}

function flat(position: Vec3, orientation: Quat, size: Vec3): readonly [number, number, number, number, number] {
  return [position[0], position[1], headingOf(orientation), size[0], size[1]];
}
