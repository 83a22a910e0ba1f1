/** Laser scanners that turn. A session keeps the turn's table and its memory; each observation is a turn of its own. */
import { OBSERVATIONS, type ObservationOf } from '#contracts/observation';
import { emptyHits, type MovingScene } from '#contracts/rays';
import type { LidarSensor } from '#contracts/rig';
import type { SensorInput, SensorModel, SensorSession } from '#contracts/sensor';
import type { Pose } from '#core/pose';
import { bodyIn, worldFromSensor } from '../mount.js';
import { plumesIn } from '../plumes.js';
import { frameAt } from '../reach.js';
import { airOf } from './air.js';
import { clutterIn } from './clutter.js';
import { type EffectiveOf, footprints } from './footprint.js';
import { lidarModel } from './models/index.js';
import { gatherPoints } from './points.js';
import { lit, reflectanceOf } from './reflectance.js';
import { report } from './returns.js';
import { turnOf } from './turn.js';
import { aim, emptyRays, poseOn, type Way } from './way.js';

/** The world is asked for so many times a turn: every 5 ms at 10 Hz. */
const STEPS = 20;

export const lidar: SensorModel<'lidar'> = {
  type: 'lidar',
  about: OBSERVATIONS.lidar.about,
  open: openLidar,
};

function openLidar(input: SensorInput<LidarSensor>): SensorSession {
  const { sensor, carrier, scene, scenario, timeline, rays: caster, random } = input;
  const model = lidarModel(sensor);
  const turn = turnOf(model, sensor.rateHz);
  const shots = turn.columns * turn.rings;
  const rays = emptyRays(shots);
  const hits = emptyHits(shots);
  const effective = new Float64Array(shots);
  const points = gatherPoints(shots);
  const wide = footprints(model, turn);
  const ego = scenario.actors[0]?.id ?? carrier;
  const periodNs = 1e9 / sensor.rateHz;
  const last = turn.offsetsNs.reduce((most, offset) => Math.max(most, offset), 0);
  return {
    observe(index, timeNs): ObservationOf<'lidar'> {
      const frame = timeline.at(timeNs);
      const fromNs = timeNs - periodNs / 2;
      const untilNs = timeNs + Math.max(periodNs / 2, last);
      const stepNs = periodNs / STEPS;
      const poseAt = (ns: number): Pose => worldFromSensor(sensor, bodyIn(frameAt(timeline, ns), carrier).worldFromBody);
      const count = 1 + Math.ceil((untilNs - fromNs) / stepNs);
      const way: Way = { fromNs, stepNs, poses: Array.from({ length: count }, (_, k) => poseAt(fromNs + k * stepNs)) };
      const middle = worldFromSensor(sensor, bodyIn(frame, carrier).worldFromBody);
      const world = caster.sweep({
        scene,
        eye: middle.position,
        hides: [carrier],
        fromNs,
        untilNs,
        stepNs,
        laterNs: periodNs,
        at: (ns) => frameAt(timeline, ns),
      });
      aim(turn, way, timeNs, rays);
      world.cast(rays, model.minRangeM, model.windowM, hits);
      const effectiveOf = effectivenessIn(world, frame.medium.wetness);
      for (let shot = 0; shot < shots; shot++) effective[shot] = effectiveOf(hits, shot, rays);
      wide.widen(world, rays, model.windowM, hits, effective, effectiveOf);
      const air = airOf(frame.medium, sensor.rainModel);
      const own = random.child(index);
      const clutter = clutterIn(air, plumesIn(scene, frame), model, own.child('clutter'));
      report({ turn, rays, hits, effective }, model, air, clutter, own, points);
      return {
        kind: 'lidar',
        sensor: sensor.id,
        index,
        timeNs,
        arrivalNs: timeNs + Math.round(periodNs / 2 + sensor.latency * 1e9),
        worldFromSensor: poseOn(way, timeNs),
        worldFromEgo: bodyIn(frame, ego).worldFromBody,
        count: points.count,
        columns: points.taken(),
        values: {},
      };
    },
  };
}

/** Reflectance at its slant of what rows of hits met; 0 where they met nothing. */
function effectivenessIn(world: MovingScene, wetness: number): EffectiveOf {
  const known = new Map<number, ReturnType<typeof reflectanceOf>>();
  return ({ distance, material, normal }, row, { directions }) => {
    if (distance[row] === Infinity) return 0;
    const number = material[row] as number;
    let found = known.get(number);
    if (found === undefined) {
      found = reflectanceOf(world.materials[number] as (typeof world.materials)[number], wetness);
      known.set(number, found);
    }
    let cosine = 0;
    for (let k = 0; k < 3; k++) cosine += (normal[3 * row + k] as number) * (directions[3 * row + k] as number);
    return lit(found, Math.abs(cosine));
  };
}
