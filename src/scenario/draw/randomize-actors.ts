/** Actors of another kind, and cameras mounted and built a little otherwise. */
import { bodyAssets } from '#assets/index';
import type { DevelopmentRanges } from '#contracts/development';
import type { CameraSensor, Sensor } from '#contracts/rig';
import { add, headingPitchRollOf, quatFromHeadingPitchRoll, quatMultiply, rotate, scale, sub, type Vec3 } from '#core/pose';
import { weighted } from '#places/weighted';
import type { KeyName } from '../declare/randomize-figures.js';
import { kinds } from '../kinds.js';
import type { Dials, FigureOf } from './randomize.js';

/** What becomes of drawn actors. */
export interface ActorChanges {
  kind(id: string, kind: string): string;
  sensors(id: string, sensors: readonly Sensor[]): readonly Sensor[];
}
const NONE: ActorChanges = { kind: (_id, kind) => kind, sensors: (_id, sensors) => sensors };

export function actorChanges(dials: Dials | undefined): ActorChanges {
  if (dials === undefined) return NONE;
  return {
    kind: (id, kind) => (dials.on('assets') && id !== 'ego' ? exchangedKind(id, kind, dials) : kind),
    sensors: (id, sensors) => withCameras(sensors, (cameras) => variedCameras(id, cameras, dials)),
  };
}

/**
 * How often kinds of one class are met, where not alike: about one in nine people of Europe is a child under twelve (Eurostat); the others are
 * estimates.
 */
export const COMMON: Readonly<Record<string, number>> = {
  'pedestrian-adult': 8,
  'pedestrian-child': 1,
  'wheelchair-user': 0.1,
  taxi: 0.3,
  'police-car': 0.1,
  'old-hatchback': 0.3,
  'old-sedan': 0.2,
};

function exchangedKind(id: string, kind: string, dials: Dials): string {
  const random = dials.random('assets').child(id);
  const like = kindsLike(kind);
  if (like.length < 2 || !dials.chance('assets', 'exchange', random.child('whether'))) return kind;
  const shares = Object.fromEntries(like.map((name) => [name, COMMON[name] ?? 1]));
  const other = weighted(shares, random.child('kind'));
  if (other !== kind) dials.note(`assets.${id}`, other);
  return other;
}

/**
 * Kinds whose bodies are of that class, itself among them; bodies of the author's own and vehicles whose size a protocol states neither give
 * way nor step in.
 */
function kindsLike(kind: string): readonly string[] {
  const classOf = (name: string): string => bodyAssets.get((kinds[name] as (typeof kinds)[string]).asset).class;
  const measured = (name: string): boolean => kinds[name]?.traits.length !== undefined;
  if (!Object.hasOwn(kinds, kind) || measured(kind)) return [];
  return Object.keys(kinds).filter((name) => !measured(name) && classOf(name) === classOf(kind));
}

function withCameras(
  sensors: readonly Sensor[],
  change: (cameras: readonly CameraSensor[]) => readonly CameraSensor[],
): Sensor[] {
  const cameras = sensors.filter((sensor) => sensor.type === 'camera');
  const changed = new Map(change(cameras).map((camera) => [camera.id, camera]));
  return sensors.map((sensor) => changed.get(sensor.id) ?? sensor);
}

function variedCameras(carrier: string, cameras: readonly CameraSensor[], dials: Dials): readonly CameraSensor[] {
  if (cameras.length === 0) return cameras;
  const moved = dials.on('pose') ? remounted(carrier, cameras, dials) : cameras;
  const built = dials.on('intrinsics') ? refitted(carrier, moved, dials) : moved;
  const developmentRanges = rangesOf(dials);
  return developmentRanges === undefined ? built : built.map((camera) => ({ ...camera, developmentRanges }));
}

/** Turned about their common middle and moved, all together. */
function remounted(carrier: string, cameras: readonly CameraSensor[], dials: Dials): CameraSensor[] {
  const drawn = drawerOf('pose', carrier, dials);
  const by: Vec3 = [drawn('forward'), drawn('left'), drawn('height')];
  const turn = quatFromHeadingPitchRoll(drawn('heading'), drawn('pitch'), drawn('roll'));
  const middle = scale(
    cameras.reduce<Vec3>((sum, { position }) => add(sum, position), [0, 0, 0]),
    1 / cameras.length,
  );
  return cameras.map((camera) => ({
    ...camera,
    position: add(add(middle, rotate(turn, sub(camera.position, middle))), by),
    orientation: headingPitchRollOf(quatMultiply(turn, quatFromHeadingPitchRoll(...camera.orientation))),
  }));
}

/** A lens whose distortion turns back somewhere takes in less instead of more. */
function refitted(carrier: string, cameras: readonly CameraSensor[], dials: Dials): CameraSensor[] {
  const drawn = drawerOf('intrinsics', carrier, dials);
  const [focal, right, down] = [drawn('focal'), drawn('right'), drawn('down')];
  return cameras.map((camera) => {
    const factor = camera.lens?.model === 'brown-conrady' ? Math.max(focal, 1 / focal) : focal;
    return {
      ...camera,
      fx: camera.fx * factor,
      fy: camera.fy * factor,
      cx: camera.cx + right * camera.width,
      cy: camera.cy + down * camera.width,
    };
  });
}

function drawerOf<K extends KeyName>(key: K, carrier: string, dials: Dials): (name: FigureOf<K>) => number {
  return (name) => {
    const value = dials.figure(key, name, dials.random(key).child(carrier).child(name));
    dials.note(`${key}.${carrier}.${name}`, value);
    return value;
  };
}

function rangesOf(dials: Dials): DevelopmentRanges | undefined {
  const ranges: DevelopmentRanges = {
    ...(dials.on('exposure') ? { exposureEv: dials.bounds('exposure', 'ev') } : {}),
    ...(dials.on('whiteBalance')
      ? { miredShift: dials.bounds('whiteBalance', 'mired'), greenTint: dials.bounds('whiteBalance', 'green') }
      : {}),
    ...(dials.on('imaging')
      ? {
          headroomEv: dials.bounds('imaging', 'headroom'),
          contrast: dials.bounds('imaging', 'contrast'),
          saturation: dials.bounds('imaging', 'saturation'),
          sharpness: dials.bounds('imaging', 'sharpness'),
          vignetting: dials.bounds('imaging', 'vignetting'),
          veilingGlare: dials.bounds('imaging', 'veilingGlare'),
          blackLift: dials.bounds('imaging', 'blackLift'),
          noise: dials.bounds('imaging', 'noise'),
        }
      : {}),
  };
  return Object.keys(ranges).length === 0 ? undefined : ranges;
}
