/** Clips of the file as gaits. */
import type { Animation, AnimationChannel, Document } from '@gltf-transform/core';
import { nodesAt } from '#assets/imported/posture';
import type { ImportedBody, ImportedGait, ImportedTrack } from '#contracts/imported';
import type { OwnAsset, OwnGait } from '#contracts/own-asset';
import { norm, type Vec3 } from '#core/pose';
import { namesOf } from './names.js';
import type { Hierarchy } from './nodes.js';
import type { Problems } from './problems.js';

/** A clip that carries its root less than this over the ground goes on the spot, m. */
const ON_THE_SPOT = 0.02;

/** In the manifest's order; strides and speeds as far as they are stated, or the clip itself covers ground. */
export function gaitsOf(
  document: Document,
  asset: OwnAsset,
  hierarchy: Hierarchy,
  bodyFromScene: readonly number[],
  problems: Problems,
): readonly ImportedGait[] {
  const clips = document.getRoot().listAnimations();
  const names = namesOf(clips);
  const { gaits, moves, file } = asset;
  if (moves.value === 'walker' && gaits.length === 0)
    problems.error('NM2113', moves.at, `${asset.name} walks, and no gaits say how`, hintOf(names));
  if (gaits.length === 0 && moves.value !== 'walker' && clips.length > 0)
    problems.warn('NM2114', file.at, `nothing plays the clips of the file: ${names.join(', ')}`);
  return gaits.flatMap((gait) => {
    const clip = clips[names.indexOf(gait.clip.value)];
    if (clip !== undefined) return gaitOf(gait, clip, hierarchy, bodyFromScene, problems) ?? [];
    problems.unknown('clip', gait.clip.value, gait.clip.at, names);
    return [];
  });
}

function hintOf(names: readonly string[]): string {
  return names.length === 0
    ? 'the file has no clips; `moves: wheeled` glides without steps'
    : `write gaits: {walk: {clip: ${names[0]}}}; the file has ${names.join(', ')}`;
}

function gaitOf(
  { name, strideM, fromSpeed, at, clip: { value: clipName } }: OwnGait,
  clip: Animation,
  hierarchy: Hierarchy,
  bodyFromScene: readonly number[],
  problems: Problems,
): ImportedGait | undefined {
  const tracks = clip.listChannels().flatMap((channel) => trackOf(channel, hierarchy));
  if (tracks.length === 0) {
    problems.error('NM2113', at, `the clip ${clipName} moves nothing that the model shows`);
    return undefined;
  }
  if (tracks.some(({ times, values }) => !times.every(Number.isFinite) || !values.every(Number.isFinite)))
    problems.stop('NM2107', at, `the clip ${clipName} has numbers that are none`);
  const from = Math.min(...tracks.map(({ times }) => times[0] as number));
  const until = Math.max(...tracks.map(({ times }) => times.at(-1) as number));
  const still = { name, from, until, strideM: 0, tracks, carries: [0, 0, 0] as Vec3, lift: 0, fromSpeed: fromSpeed ?? 0 };
  const carries = carriedBy(still, hierarchy, bodyFromScene);
  return { ...still, carries, strideM: strideM ?? norm(carries) };
}

function trackOf(channel: AnimationChannel, hierarchy: Hierarchy): ImportedTrack[] {
  const [target, sampler, path] = [channel.getTargetNode(), channel.getSampler(), channel.getTargetPath()];
  const node = target === null ? undefined : hierarchy.indexOf(target);
  const [input, output] = [sampler?.getInput() ?? null, sampler?.getOutput() ?? null];
  if (node === undefined || input === null || output === null || input.getCount() === 0) return [];
  if (path !== 'translation' && path !== 'rotation' && path !== 'scale') return [];
  const kinds = { STEP: 'step', LINEAR: 'linear', CUBICSPLINE: 'cubic' } as const;
  const size = path === 'rotation' ? 4 : 3;
  const values = new Float32Array(size * output.getCount());
  const element: number[] = [];
  for (let i = 0; i < output.getCount(); i++) values.set(output.getElement(i, element).slice(0, size), size * i);
  const times = Float32Array.from({ length: input.getCount() }, (_, i) => input.getScalar(i));
  return [{ node, path, interpolation: kinds[sampler?.getInterpolation() ?? 'LINEAR'], times, values }];
}

/** How far over the ground the clip moves the first node that it moves at all. */
function carriedBy(gait: ImportedGait, hierarchy: Hierarchy, bodyFromScene: readonly number[]): Vec3 {
  const roots = gait.tracks.filter(({ path }) => path === 'translation').map(({ node }) => node);
  if (roots.length === 0) return [0, 0, 0];
  const root = Math.min(...roots);
  const body: Pick<ImportedBody, 'nodes' | 'bodyFromScene'> = { nodes: hierarchy.rest, bodyFromScene };
  const place = (phase: number): readonly [number, number] => {
    const m = nodesAt(body, gait, phase)[root] as Float64Array;
    return [m[3] as number, m[7] as number];
  };
  const [a, b] = [place(0), place(1 - 1e-9)];
  const carries: Vec3 = [b[0] - a[0], b[1] - a[1], 0];
  return norm(carries) < ON_THE_SPOT ? [0, 0, 0] : carries;
}
