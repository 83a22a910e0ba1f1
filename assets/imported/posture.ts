/** Where the nodes of an imported body are at an instant of a gait. */
import type { ImportedBody, ImportedGait } from '#contracts/imported';
import { fromParts, type Matrix, times } from './matrix.js';
import { trackAt } from './track.js';

/** @param phase cycles so far; the fraction counts @returns body-from-node, row-major 3x4, one a node; at rest without a gait */
export function nodesAt(
  { nodes, bodyFromScene }: Pick<ImportedBody, 'nodes' | 'bodyFromScene'>,
  gait?: ImportedGait,
  phase = 0,
): readonly Float64Array[] {
  const local = nodes.map(({ translation, rotation, scale }) => ({ translation, rotation, scale }));
  const share = phase - Math.floor(phase);
  if (gait !== undefined) {
    const time = gait.from + share * (gait.until - gait.from);
    for (const track of gait.tracks) (local[track.node] as (typeof local)[number])[track.path] = trackAt(track, time);
  }
  const root = gait === undefined ? bodyFromScene : moved(bodyFromScene, gait, share);
  const out: Float64Array[] = [];
  for (const [i, { translation, rotation, scale }] of local.entries()) {
    const parent = (nodes[i] as (typeof nodes)[number]).parent;
    out.push(times(parent < 0 ? root : (out[parent] as Float64Array), fromParts(translation, rotation, scale)));
  }
  return out;
}

/** Where the clip carries its root, the body is taken to be carried instead. */
function moved(m: Matrix, { carries: [x, y], lift }: ImportedGait, share: number): Matrix {
  const out = Float64Array.from(m);
  for (const [k, by] of [-x * share, -y * share, lift].entries()) out[4 * k + 3] = (out[4 * k + 3] as number) + by;
  return out;
}

/** The gait of that name; by speed (m/s) where the body knows none of it. */
export function gaitOf(gaits: readonly ImportedGait[], name: string, speed: number): ImportedGait | undefined {
  return gaits.find((gait) => gait.name === name) ?? gaitBySpeed(gaits, speed);
}

/** @param gaits by `fromSpeed`, ascending */
export function gaitBySpeed(gaits: readonly ImportedGait[], speed: number): ImportedGait | undefined {
  return gaits.findLast(({ fromSpeed }) => Math.abs(speed) >= fromSpeed) ?? gaits[0];
}
