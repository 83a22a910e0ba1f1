/** A body over a stretch of time: where it is at any instant in it, and its parts as they stand at the instants it was asked for. */
import { modelFor } from '#assets/index';
import type { BodyState, FrameState } from '#contracts/frame';
import type { BodyAsset } from '#contracts/model';
import type { BodySpec } from '#contracts/scene';
import type { Pose } from '#core/pose';
import type { Instants } from './instants.js';
import {
  type Posture,
  posture,
  type RigidMeshes,
  type StandingBody,
  type StandingPart,
  sameArticulation,
  sharedPosture,
} from './posture.js';

export interface MovingBody {
  readonly spec: BodySpec;
  /** Semantic id of a part: of its own class, or the body's. */
  semanticOf(part: StandingPart): number;
  /** Low and high corner of where it can be during the sweep, world, m. */
  readonly box: readonly number[];
  /** Whether anything about it changes between two instants or later. */
  readonly moves: boolean;
  /** Writes rotation (row-major 3x3) and position of worldFromBody; false where it isn't in the world then. */
  place(timeNs: number, out: Float64Array, later: boolean): boolean;
  /** As it stands at the instant nearest to that time, or `laterNs` after it. */
  standing(timeNs: number, later: boolean): StandingBody;
}

export function movingBody(spec: BodySpec, asset: BodyAsset, instants: Instants, rigid: RigidMeshes): MovingBody | undefined {
  const { request, count, middle } = instants;
  const states = Array.from({ length: count }, (_, k) => stateOf(instants.now(k), spec.id));
  const first = states[middle] ?? states.find((state) => state !== undefined);
  if (first === undefined) return undefined;
  const model = modelFor(asset.build(spec.look), first.worldFromBody.position, request.eye);
  const postures = new Map<number, Posture>();
  const postureAt = (k: number, later: boolean): Posture => {
    const key = later ? count + k : k;
    const state = stateOf(later ? instants.later(k) : instants.now(k), spec.id) ?? first;
    const known = postures.get(key) ?? sharedPosture(postures, state.articulation) ?? posture(model, state.articulation, rigid);
    postures.set(key, known);
    return known;
  };
  const standing = postureAt(middle, false);
  const still = states.every((state) => state !== undefined && sameState(state, first));
  return {
    spec,
    semanticOf: (part) => request.scene.semanticIds[part.class ?? spec.class] ?? 0,
    box: sweptBox(states, standing.reach, still),
    moves: !still || !sameState(stateOf(instants.later(middle), spec.id) ?? first, first),
    place(timeNs, out, later) {
      const at = (timeNs - request.fromNs) / request.stepNs;
      const k = Math.min(count - 1, Math.max(0, Math.floor(at)));
      const from = later ? stateOf(instants.later(k), spec.id) : states[k];
      if (from === undefined) return false;
      const next = Math.min(count - 1, k + 1);
      const to = (later ? stateOf(instants.later(next), spec.id) : states[next]) ?? from;
      writePlace(from.worldFromBody, to.worldFromBody, Math.min(1, Math.max(0, at - k)), out);
      return true;
    },
    standing: (timeNs, later) => postureAt(instants.nearest(timeNs), later).standing(),
  };
}

/** Limbs swing farther than they do in the middle of the sweep: a fifth and 0.2 m more for what isn't still. */
function sweptBox(states: readonly (BodyState | undefined)[], reach: number, still: boolean): number[] {
  const far = still ? reach : 1.2 * reach + 0.2;
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const state of states) {
    for (let k = 0; k < 3 && state !== undefined; k++) {
      low[k] = Math.min(low[k] as number, (state.worldFromBody.position[k] as number) - far);
      high[k] = Math.max(high[k] as number, (state.worldFromBody.position[k] as number) + far);
    }
  }
  return [...low, ...high];
}

function stateOf(frame: FrameState, id: string): BodyState | undefined {
  return frame.bodies.find((state) => state.id === id);
}

function sameState(a: BodyState, b: BodyState): boolean {
  const [p, q] = [a.worldFromBody, b.worldFromBody];
  return (
    p.position.every((v, i) => v === q.position[i]) &&
    p.orientation.every((v, i) => v === q.orientation[i]) &&
    sameArticulation(a.articulation, b.articulation)
  );
}

/** Straight between two places, turning evenly: the same as `mix` and `quatMix`, written in place. */
function writePlace(a: Pose, b: Pose, t: number, out: Float64Array): void {
  const [p, q] = [a.orientation, b.orientation];
  const sign = p[0] * q[0] + p[1] * q[1] + p[2] * q[2] + p[3] * q[3] < 0 ? -1 : 1;
  let x = p[0] + (sign * q[0] - p[0]) * t;
  let y = p[1] + (sign * q[1] - p[1]) * t;
  let z = p[2] + (sign * q[2] - p[2]) * t;
  let w = p[3] + (sign * q[3] - p[3]) * t;
  const length = Math.sqrt(x * x + y * y + z * z + w * w);
  x /= length;
  y /= length;
  z /= length;
  w /= length;
  out[0] = 1 - 2 * (y * y + z * z);
  out[1] = 2 * (x * y - z * w);
  out[2] = 2 * (x * z + y * w);
  out[3] = 2 * (x * y + z * w);
  out[4] = 1 - 2 * (x * x + z * z);
  out[5] = 2 * (y * z - x * w);
  out[6] = 2 * (x * z - y * w);
  out[7] = 2 * (y * z + x * w);
  out[8] = 1 - 2 * (x * x + y * y);
  for (let k = 0; k < 3; k++) {
    const from = a.position[k as 0] as number;
    out[9 + k] = from + ((b.position[k as 0] as number) - from) * t;
  }
}
