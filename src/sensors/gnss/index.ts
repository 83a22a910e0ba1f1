/** Satellite receivers: a position where at least four satellites are heard between the place's solids. */
import { OBSERVATIONS } from '#contracts/observation';
import type { SensorModel } from '#contracts/sensor';
import { sin } from '#core/math';
import { add, type Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { buildPlace } from '#places/index';
import { sensorMotion } from '../motion.js';
import { bodyIn } from '../mount.js';
import { headingAt } from '../observed.js';
import { denials } from './denial.js';
import { axesAt, ecefFromEnu, enuFromWorld, geodeticFromEcef, type LocalAxes, worldFromEnu } from './earth.js';
import { type Dilution, dilution, type Solution, solve } from './fix.js';
import { type Heard, receiver } from './signals.js';
import { skyOver } from './sky.js';
import { wallsOf } from './walls.js';

/** Satellites that a position takes. */
const LEAST = 4;
/** A position worse determined than this is none. */
const MOST_PDOP = 25;

export const gnss: SensorModel<'gnss'> = {
  type: 'gnss',
  about: OBSERVATIONS.gnss.about,
  open(input) {
    const { sensor, carrier, scenario, scene, timeline, random } = input;
    const north = scenario.environment.northHeading;
    const axes = axesAt(sensor.reference);
    const sky = skyOver(axes, randomRoot(scenario.seed).child('sky').child(scenario.draw));
    const ears = receiver(sensor, wallsOf(buildPlace(scene.place).solids), random);
    const denied = denials(scenario.story, timeline.events, carrier);
    let last: number | undefined;
    return {
      observe(index, timeNs) {
        const elapsed = last === undefined ? 0 : (timeNs - last) / 1e9;
        last = timeNs;
        const seconds = timeNs / 1e9;
        const { worldFromSensor, velocity } = sensorMotion(sensor, bodyIn(timeline.at(timeNs), carrier));
        const above = [...sky(seconds).entries()].filter(([, { direction }]) => direction[2] >= sin(sensor.mask));
        const heard = above.flatMap(([number, { direction: enu }]): Heard[] => {
          const way = { antenna: worldFromSensor.position, velocity, direction: worldFromEnu(enu, north), enu };
          const one = ears.hear(number, way, elapsed);
          return one === undefined ? [] : [one];
        });
        const silent = denied.some(({ from, until }) => seconds >= from && seconds < until);
        const fix = silent ? undefined : fixOf(heard);
        const [trueEnu, trueVelocity] = [enuFromWorld(worldFromSensor.position, north), enuFromWorld(velocity, north)];
        const enu = fix && add(trueEnu, fix.position.error);
        return {
          kind: 'gnss',
          ...headingAt(input, index, timeNs),
          count: 0,
          columns: {},
          values: {
            fix: [fix === undefined ? 0 : 3],
            position: enu === undefined ? [0, 0, 0] : degreesAt(axes, enu),
            enu: enu ?? [0, 0, 0],
            velocity: fix === undefined ? [0, 0, 0] : add(trueVelocity, fix.velocity.error),
            covariance: fix?.position.covariance ?? NOTHING,
            velocityCovariance: fix?.velocity.covariance ?? NOTHING,
            dop: fix === undefined ? [0, 0, 0, 0] : figuresOf(fix.dop),
            satellites: silent
              ? [0, 0, above.length]
              : [heard.length, heard.filter(({ reflected }) => reflected).length, above.length],
            denied: [silent ? 1 : 0],
            truePosition: degreesAt(axes, trueEnu),
            trueEnu,
            trueVelocity,
          },
        };
      },
    };
  },
};

function figuresOf({ geometric, position, horizontal, vertical }: Dilution): readonly number[] {
  return [geometric, position, horizontal, vertical];
}

const NOTHING: readonly number[] = new Array(9).fill(0);

function fixOf(
  heard: readonly Heard[],
): { readonly position: Solution; readonly velocity: Solution; readonly dop: Dilution } | undefined {
  if (heard.length < LEAST) return undefined;
  const dop = dilution(heard.map(({ range }) => range.direction));
  const position = solve(heard.map(({ range }) => range));
  const velocity = solve(heard.map(({ rate }) => rate));
  if (dop === undefined || position === undefined || velocity === undefined || dop.position > MOST_PDOP) return undefined;
  return { position, velocity, dop };
}

function degreesAt(axes: LocalAxes, enu: Vec3): Vec3 {
  const { latitude, longitude, height } = geodeticFromEcef(ecefFromEnu(axes, enu));
  return [(latitude * 180) / Math.PI, (longitude * 180) / Math.PI, height];
}
