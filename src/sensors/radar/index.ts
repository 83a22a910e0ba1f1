/** Radars at 77 GHz: detections with range, angles and speed along the line of sight. */
import { bodyAssets } from '#assets/index';
import { OBSERVATIONS, type ObservationOf } from '#contracts/observation';
import type { RadarSensor } from '#contracts/rig';
import type { SensorInput, SensorModel } from '#contracts/sensor';
import { atan2, cos, sin } from '#core/math';
import { dot, quatConjugate, rotate, type Vec3 } from '#core/pose';
import { buildPlace, riseOf } from '#places/index';
import { sensorMotion } from '../motion.js';
import { bodyIn } from '../mount.js';
import { headingAt } from '../observed.js';
import { bodyEchoes } from './bodies.js';
import { type Detection, detect, type Receiver } from './cells.js';
import { clutterEchoes } from './clutter.js';
import type { Antenna, Echo } from './echo.js';
import { dwellFor, noiseDbm, ratioOf } from './equation.js';
import { falseAlarms, thresholdFor } from './false-alarms.js';
import { specificAttenuation } from './weather.js';

/** ns between the two postures that tell how parts move: a wheel at 100 km/h turns by less than half a radian. */
const MOMENT = 5_000_000;

export const radar: SensorModel<'radar'> = {
  type: 'radar',
  about: OBSERVATIONS.radar.about,
  open(input) {
    const { sensor, carrier, timeline, random } = input;
    const features = buildPlace(input.scene.place).features;
    const dwell = dwellFor(sensor.speedResolution);
    const noise = ratioOf(noiseDbm(dwell, sensor.noiseFigureDb, sensor.lossDb));
    return {
      observe(index, timeNs) {
        const frame = timeline.at(timeNs);
        const { worldFromSensor, velocity } = sensorMotion(sensor, bodyIn(frame, carrier));
        const back = quatConjugate(worldFromSensor.orientation);
        const turned = (direction: Vec3): Vec3 => rotate(back, direction);
        const antenna: Antenna = { position: worldFromSensor.position, velocity, turned };
        const echoes = echoesAround(input, features, antenna, timeNs);
        const scan = random.child(index);
        const attenuation = specificAttenuation(frame.medium);
        const receiver: Receiver = { sensor, noise, threshold: thresholdFor(sensor), attenuation };
        const detections = [...detect(receiver, echoes, scan.child('echoes')), ...falseAlarms(receiver, scan.child('noise'))]
          .filter(({ range }) => range <= sensor.rangeM)
          .sort((a, b) => a.range - b.range);
        const heading = headingAt(input, index, timeNs);
        return {
          kind: 'radar',
          ...heading,
          arrivalNs: heading.arrivalNs + Math.round((dwell / 2) * 1e9),
          count: detections.length,
          columns: columnsOf(detections, turned(velocity)),
          values: {},
        };
      },
    };
  },
};

function echoesAround(
  { sensor, carrier, scene, timeline, rays, bodies = bodyAssets }: SensorInput<RadarSensor>,
  features: ReturnType<typeof buildPlace>['features'],
  antenna: Antenna,
  timeNs: number,
): readonly Echo[] {
  const frame = timeline.at(timeNs);
  const world = rays.stand({ scene, frame, eye: antenna.position, hides: [carrier] });
  const sees = (direction: Vec3): boolean => {
    const [x, y, z] = antenna.turned(direction);
    const flat = Math.sqrt(x * x + y * y);
    return Math.abs(atan2(y, x)) <= sensor.fieldOfView / 2 && Math.abs(atan2(z, flat)) <= sensor.elevationField;
  };
  const { orientation } = sensorMotion(sensor, bodyIn(frame, carrier)).worldFromSensor;
  const common = { scene, world, antenna, sees, range: sensor.rangeM };
  return [
    ...bodyEchoes({
      ...common,
      frame,
      later: timeline.at(timeNs + MOMENT),
      rise: riseOf(buildPlace(scene.place)),
      resolution: sensor.rangeResolution,
      hides: [carrier],
      bodies,
    }),
    ...clutterEchoes({ ...common, features, orientation, halfField: sensor.fieldOfView / 2, step: sensor.beamwidth }),
  ];
}

/** @param own the antenna's velocity in its own axes */
function columnsOf(detections: readonly Detection[], own: Vec3): ObservationOf<'radar'>['columns'] {
  const directions = detections.map(({ azimuth, elevation }): Vec3 => {
    return [cos(elevation) * cos(azimuth), cos(elevation) * sin(azimuth), sin(elevation)];
  });
  const floats = (of: (detection: Detection, i: number) => number) => Float32Array.from(detections.map(of));
  return {
    range: floats(({ range }) => range),
    azimuth: floats(({ azimuth }) => azimuth),
    elevation: floats(({ elevation }) => elevation),
    radialVelocity: floats(({ rate }) => rate),
    radialVelocityCompensated: floats(({ rate }, i) => rate + dot(directions[i] as Vec3, own)),
    rcs: floats(({ rcs }) => rcs),
    snr: floats(({ snr }) => snr),
    xyz: Float32Array.from(detections.flatMap(({ range }, i) => (directions[i] as Vec3).map((value) => value * range))),
    instance: Uint16Array.from(detections.map(({ instance }) => instance)),
    semantic: Uint8Array.from(detections.map(({ semantic }) => semantic)),
    origin: Uint8Array.from(detections.map(({ origin }) => origin)),
  };
}
