/** Puts a body where bodies belong: middle over the origin, feet on the ground; the middle itself at the origin for what tumbles. */
import { importedAsset } from '#assets/imported/asset';
import { pointThrough } from '#assets/imported/matrix';
import type { ImportedBody, ImportedPart } from '#contracts/imported';
import type { ModelPose, PartPose } from '#contracts/model';
import type { OwnAsset } from '#contracts/own-asset';
import type { Box } from '#contracts/scene';
import { norm, type Vec3 } from '#core/pose';
import { shifted } from './frame.js';
import type { Problems } from './problems.js';

const SMALLEST = 0.02;
const LARGEST = 100;
/** Moved by less than this it stood there already, m. */
const THERE = 1e-3;
/** Instants of a cycle that are looked at for its lowest point. */
const INSTANTS = 12;

export function standing(body: ImportedBody, asset: OwnAsset, problems: Problems): ImportedBody {
  const { low, high } = reachOf(body, 0, body.gaits[0]?.name ?? '');
  const size: Vec3 = [high[0] - low[0], high[1] - low[1], high[2] - low[2]];
  checkSize(size, asset, problems);
  const tumbles = asset.moves.value === 'load';
  const by: Vec3 = [-(low[0] + high[0]) / 2, -(low[1] + high[1]) / 2, tumbles ? -(low[2] + high[2]) / 2 : -low[2]];
  if (norm(by) > THERE)
    problems.warn(
      'NM2111',
      asset.file.at,
      `moved by ${by.map((v) => v.toFixed(3)).join(', ')} m (ahead, left, up)`,
      `so that ${tumbles ? 'its middle is the origin' : 'it stands on the ground, its middle over the origin'}`,
    );
  const box: Box = { center: [0, 0, tumbles ? 0 : size[2] / 2], size };
  const moved: ImportedBody = {
    ...body,
    box,
    bodyFromScene: shifted(body.bodyFromScene, by),
    parts: body.parts.map((part) => movedBy(part, by)),
    headlamps: body.headlamps.map((at) => [at[0] + by[0], at[1] + by[1], at[2] + by[2]] as const),
  };
  return tumbles ? moved : { ...moved, gaits: moved.gaits.map((gait) => ({ ...gait, lift: -lowestOf(moved, gait.name) })) };
}

function checkSize(size: Vec3, { file, scale }: OwnAsset, problems: Problems): void {
  const wrong = size.find((extent) => !(extent >= SMALLEST && extent <= LARGEST));
  if (wrong === undefined) return;
  const say = `the model is ${size.map((v) => Number(v.toPrecision(4))).join(' x ')} m`;
  const hint = `between ${SMALLEST} m and ${LARGEST} m each way: set scale, 0.01 for a model in centimetres`;
  problems.stop('NM2110', scale.value === 1 ? file.at : scale.at, say, hint);
}

/** What is in the body frame moves along; what is in a node's goes with the scene. */
function movedBy(part: ImportedPart, by: Vec3): ImportedPart {
  const { motion, mesh } = part;
  if (motion.kind === 'skin') return part;
  if (motion.kind === 'wheel')
    return { ...part, motion: { ...motion, at: [motion.at[0] + by[0], motion.at[1] + by[1], motion.at[2] + by[2]] } };
  return { ...part, mesh: { ...mesh, positions: mesh.positions.map((v, i) => v + (by[i % 3] as number)) } };
}

function lowestOf(body: ImportedBody, gait: string): number {
  const instants = Array.from({ length: INSTANTS }, (_, i) => reachOf(body, i / INSTANTS, gait).low[2]);
  return Math.min(...instants);
}

function reachOf(body: ImportedBody, phase: number, gait: string): { readonly low: Vec3; readonly high: Vec3 } {
  const asset = importedAsset(body);
  const model = asset.build({ asset: body.name, seed: 0, traits: {} });
  const pose: ModelPose = model.pose({ gait, phase, speed: 0, channels: {} });
  const [low, high]: [number[], number[]] = [
    [Infinity, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity],
  ];
  for (const [p, { mesh }] of model.parts.entries())
    for (const point of pointsOf(mesh.positions, pose.parts[p] as PartPose))
      for (const k of [0, 1, 2] as const) {
        low[k] = Math.min(low[k] as number, point[k]);
        high[k] = Math.max(high[k] as number, point[k]);
      }
  return { low: low as unknown as Vec3, high: high as unknown as Vec3 };
}

/** Of a part as it stands, body frame. */
export function* pointsOf(mesh: Float32Array, pose: PartPose): Iterable<Vec3> {
  const from = pose.kind === 'skinned' ? pose.positions : mesh;
  const e = (i: number): number => from[i] as number;
  for (let i = 0; i < from.length; i += 3)
    yield pose.kind === 'skinned' ? [e(i), e(i + 1), e(i + 2)] : pointThrough(pose.matrix, e(i), e(i + 1), e(i + 2));
}
