/**
 * What stands there anyway: posts, signs, rails, trees, walls, kerbs. Even ground is not among it: a threshold that follows its
 * neighbourhood takes the ground's return for its floor.
 */
import { RETURN_ORIGIN } from '#contracts/observation';
import type { Feature, Vec2 } from '#contracts/place';
import type { RayScene } from '#contracts/rays';
import type { SceneSpec } from '#contracts/scene';
import { atan2, cos, radians, sin } from '#core/math';
import { dot, norm, type Quat, rotate, scale, sub, type Vec3 } from '#core/pose';
import type { Antenna, Echo } from './echo.js';
import { ratioOf } from './equation.js';

/** dBsm of one thing, or of every four metres of a long one; orders of size (Skolnik ch. 7; steel posts are bright). */
const THINGS: Readonly<Record<string, number>> = {
  'lamp-post': 3,
  sign: 12,
  delineator: -12,
  bin: 0,
  gantry: 15,
  'guard-rail': 3,
  fence: -6,
  tree: 0,
  conifer: 0,
  bush: -5,
};
const PIECE = 4;
/** Plants farther off than this are lost among each other, m. */
const PLANTS_REACH = 100;
const PLANTS = new Set(['tree', 'conifer', 'bush']);

/** `tree-plane.winter` is a tree, `sign-limit` a sign; what an echo is looked up by. */
function kindOf({ kind }: Feature): string {
  const [name = ''] = kind.split('.');
  if (name === 'pine') return 'conifer';
  if (/^(hedge|cypress-hedge|shrub)/.test(name)) return 'bush';
  return (
    /^(tree|conifer)(?!-far|-grate)/.exec(name)?.[0] ??
    (/^(sign|fence|lamp-post)/.exec(name)?.[0] as string | undefined) ??
    name
  );
}

/** By class: cross-section of a square metre seen straight on, dB. Facades shine where they are met at a right angle. */
const SURFACES: Readonly<Record<string, number>> = { building: -8, wall: -8, curb: -5, vegetation: -8, bridge: -5 };
const SHINE_DB = 15;
const SHINE_WIDTH = radians(4);

const ELEVATIONS = [-4, -2, -0.7, 0.4, 1.5, 4].map(radians);
/** Between two neighbours of those, on average. */
const ELEVATION_STEP = radians(1.6);

export interface Surroundings {
  readonly scene: SceneSpec;
  readonly features: readonly Feature[];
  readonly world: RayScene;
  readonly antenna: Antenna;
  /** World from sensor. */
  readonly orientation: Quat;
  readonly range: number;
  /** Half the field of view, and from one direction to the next, rad. */
  readonly halfField: number;
  readonly step: number;
  sees(direction: Vec3): boolean;
}

export function clutterEchoes(around: Surroundings): readonly Echo[] {
  return [...thingEchoes(around), ...surfaceEchoes(around)];
}

function thingEchoes({ features, world, antenna, range, sees }: Surroundings): readonly Echo[] {
  return features.flatMap((feature) => {
    const kind = kindOf(feature);
    const rcs = THINGS[kind];
    if (rcs === undefined) return [];
    const [length, width, height] = feature.size;
    const reach = PLANTS.has(kind) ? Math.min(range, PLANTS_REACH) : range;
    const aim = Math.min(height / 2, antenna.position[2]);
    return piecesOf(feature).flatMap(([x, y]): Echo[] => {
      const towards = sub([x, y, aim], antenna.position);
      const distance = norm(towards);
      if (distance > reach) return [];
      const direction = scale(towards, 1 / distance);
      if (!sees(direction)) return [];
      const slack = Math.min(length, PIECE) / 2 + width / 2 + 0.1;
      const hit = world.cast(antenna.position, direction, 0.05, distance + slack);
      const seen = hit !== undefined && hit.instance === 0 && hit.distance > distance - slack;
      return seen ? [standing(antenna, direction, hit.distance, ratioOf(rcs), hit.semantic)] : [];
    });
  });
}

/** Middles of its pieces: one for what is not long. */
function piecesOf({ position, heading, size }: Feature): readonly Vec2[] {
  const count = Math.max(1, Math.round(size[0] / PIECE));
  return Array.from({ length: count }, (_, k): Vec2 => {
    const along = ((k + 0.5) / count - 0.5) * size[0];
    return [position[0] + along * cos(heading), position[1] + along * sin(heading)];
  });
}

function surfaceEchoes(around: Surroundings): readonly Echo[] {
  const { scene, world, antenna, orientation, range, halfField, step } = around;
  const shining = new Map(Object.entries(SURFACES).map(([name, db]) => [scene.semanticIds[name], db]));
  const echoes: Echo[] = [];
  const patch = step * ELEVATION_STEP;
  for (let azimuth = -halfField + step / 2; azimuth < halfField; azimuth += step) {
    for (const elevation of ELEVATIONS) {
      const local: Vec3 = [cos(elevation) * cos(azimuth), cos(elevation) * sin(azimuth), sin(elevation)];
      const direction = rotate(orientation, local);
      const hit = world.cast(antenna.position, direction, 0.3, range);
      if (hit === undefined || hit.instance !== 0) continue;
      const db = shining.get(hit.semantic);
      if (db === undefined) continue;
      const facing = Math.max(0.01, -dot(direction, hit.normal));
      // Lambert: a surface of area A seen at an angle gives A cos^2, and a ray's patch is R^2 dOmega / cos.
      const area = hit.distance * hit.distance * patch;
      echoes.push(standing(antenna, direction, hit.distance, area * facing * ratioOf(db + shine(facing)), hit.semantic));
    }
  }
  return echoes;
}

function shine(facing: number): number {
  const off = Math.sqrt(Math.max(0, 1 - facing * facing)) / SHINE_WIDTH;
  return off > 3 ? 0 : SHINE_DB * (1 - off / 3);
}

function standing({ velocity, turned }: Antenna, direction: Vec3, range: number, rcs: number, semantic: number): Echo {
  const [x, y, z] = turned(direction);
  return {
    range,
    azimuth: atan2(y, x),
    elevation: atan2(z, Math.sqrt(x * x + y * y)),
    rate: -dot(direction, velocity),
    rcs,
    instance: 0,
    semantic,
    origin: RETURN_ORIGIN.surface,
  };
}
