/** A BodyAsset of a body that was read from a model file. It looks alike whatever the look's seed and traits say. */
import type { Articulation } from '#contracts/frame';
import type { ImportedBody, ImportedPart } from '#contracts/imported';
import type { BodyAsset, Model, ModelPose, PartPose } from '#contracts/model';
import { TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { STILL, wheelPose } from '../mesh/rigid.js';
import { inverse, pointThrough, times } from './matrix.js';
import { gaitBySpeed, gaitOf, nodesAt } from './posture.js';
import { jointsOf, skinned } from './skinning.js';

/** Peak of a low beam, cd, and its direction 1 % down (UN R48), as of the built-in vehicles. */
const LOW_BEAM = { direction: [0.99995, 0, -0.0099995], intensityCd: 25_000 } as const;
/** What a body without clips is said to do: vehicles drive, the rest rests. */
const ONLY_GAIT = { wheeled: 'drive', walker: 'rest', fixed: 'rest', load: 'rest' } as const;

export function importedAsset(body: ImportedBody): BodyAsset {
  const model = modelOf(body);
  const { gaits, mover } = body;
  const only = ONLY_GAIT[mover.kind];
  return {
    name: body.name,
    class: body.class,
    gaits: gaits.length === 0 ? [only] : gaits.map(({ name }) => name),
    stride: (gait, speed) => gaitOf(gaits, gait, speed)?.strideM || strideOfWheels(body),
    gaitFor: (speed) => gaitBySpeed(gaits, speed)?.name ?? only,
    box: () => body.box,
    build: () => model,
    about: body.about,
    imported: body,
  };
}

/** One turn of a wheel, m; 1 for what has neither wheels nor steps. */
function strideOfWheels({ parts }: ImportedBody): number {
  const wheel = parts.find(({ motion }) => motion.kind === 'wheel')?.motion;
  return wheel?.kind === 'wheel' ? TAU * wheel.radius : 1;
}

/** Its levels pose alike, for they have the same vertices. */
function modelOf(body: ImportedBody): Model {
  const pose = poser(body);
  const own = body.parts.map(({ mesh }) => mesh.indices);
  const levels = [{ from: 0, indices: own }, ...body.levels];
  return levels.reduceRight<Model | undefined>((far, { indices }, i) => {
    const next = levels[i + 1];
    return levelOf(body, indices, pose, far && next && { from: next.from, model: far });
  }, undefined) as Model;
}

function levelOf(
  { parts, keypoints, skeleton, headlamps }: ImportedBody,
  indices: readonly Uint32Array[],
  pose: Model['pose'],
  far: Model['far'],
): Model {
  return {
    parts: parts.map(({ name, mesh, material }, p) => ({
      name,
      mesh: { ...mesh, indices: indices[p] as Uint32Array },
      material,
    })),
    keypoints: keypoints.map(({ name }) => name),
    skeleton,
    ...(headlamps.length === 0 ? {} : { headlamps: headlamps.map((position) => ({ position, ...LOW_BEAM })) }),
    pose,
    ...(far === undefined ? {} : { far }),
  };
}

function poser(body: ImportedBody): (articulation: Articulation) => ModelPose {
  const { gaits, keypoints, parts, skins } = body;
  const restOf = nodesAt(body).map(inverse);
  const articulated = keypoints.length > 0 || parts.some(({ motion }) => motion.kind === 'node' || motion.kind === 'skin');
  return ({ gait, phase, speed, channels }) => {
    const nodes = articulated ? nodesAt(body, gaitOf(gaits, gait, speed), phase) : [];
    const joints = skins.map((skin) => jointsOf(skin, nodes));
    const posed = ({ mesh, motion }: ImportedPart): PartPose => {
      if (motion.kind === 'still') return STILL;
      if (motion.kind === 'skin') return skinned(mesh, motion, joints[motion.skin] as readonly Float64Array[]);
      if (motion.kind === 'wheel')
        return wheelPose(motion.at, (channels.wheel ?? 0) / motion.radius, motion.steers ? (channels.steer ?? 0) : 0);
      const [now, rest] = [nodes[motion.node] as Float64Array, restOf[motion.node] as Float64Array];
      return { kind: 'rigid', matrix: times(now, rest) };
    };
    return {
      parts: parts.map(posed),
      keypoints: keypoints.map(({ node, at }): Vec3 => pointThrough(nodes[node] as Float64Array, ...at)),
    };
  };
}
