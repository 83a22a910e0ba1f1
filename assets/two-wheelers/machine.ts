/** A two-wheeler as parts, with how each is moved. */
import type { Material, Mesh, ModelPart, PartPose } from '#contracts/model';
import type { ClassId } from '#contracts/scene';
import { cos, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import { STILL } from '../mesh/rigid.js';

/** What a part goes with. */
export type Joint = 'frame' | 'rear' | 'front' | 'steering' | 'cranks';

export interface MachinePart {
  readonly name: string;
  readonly mesh: Mesh;
  readonly material: Material;
  readonly joint: Joint;
}

export interface Machine {
  readonly parts: readonly MachinePart[];
  readonly rear: Vec3;
  readonly front: Vec3;
  readonly crank: Vec3;
  readonly wheels: readonly [rear: number, front: number];
  /** A point of the steering axis. */
  readonly steering: Vec3;
}

export interface Motion {
  /** m rolled. */
  readonly rolled: number;
  /** Turns of the pedals. */
  readonly pedals: number;
  /** rad, left positive. */
  readonly steer: number;
}

export function partsOf(machine: Machine, own?: ClassId): ModelPart[] {
  return machine.parts.map(({ name, mesh, material }) => ({
    name,
    mesh,
    material,
    ...(own === undefined ? {} : { class: own }),
  }));
}

/** @param rest turned about the x axis on top of everything: a stand's lean, rad to the left */
export function posesOf(machine: Machine, { rolled, pedals, steer }: Motion, lean = 0): PartPose[] {
  const yaw = turnAbout(machine.steering, steer);
  const front = turned(machine.front, rolled / machine.wheels[1]);
  const moves: Readonly<Record<Joint, Float64Array>> = {
    frame: (STILL as { matrix: Float64Array }).matrix,
    rear: turned(machine.rear, rolled / machine.wheels[0]),
    steering: yaw,
    front: times(yaw, front),
    cranks: turned(machine.crank, pedals * 2 * Math.PI),
  };
  const tip = tipped(lean);
  return machine.parts.map(
    ({ joint }): PartPose => ({ kind: 'rigid', matrix: lean === 0 ? moves[joint] : times(tip, moves[joint]) }),
  );
}

/** Row-major 3x4: a part drawn round its own origin, turned about +y by `angle` and moved to `at`. */
function turned(at: Vec3, angle: number): Float64Array {
  const [c, s] = [cos(angle), sin(angle)];
  return new Float64Array([c, 0, s, at[0], 0, 1, 0, at[1], -s, 0, c, at[2]]);
}

/** About the vertical through a point. */
function turnAbout([x, y]: Vec3, angle: number): Float64Array {
  const [c, s] = [cos(angle), sin(angle)];
  return new Float64Array([c, -s, 0, x - c * x + s * y, s, c, 0, y - s * x - c * y, 0, 0, 1, 0]);
}

function tipped(angle: number): Float64Array {
  const [c, s] = [cos(angle), sin(angle)];
  return new Float64Array([1, 0, 0, 0, 0, c, s, 0, 0, -s, c, 0]);
}

function times(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(12);
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 4; j++) {
      let sum = j === 3 ? (a[4 * i + 3] as number) : 0;
      for (let k = 0; k < 3; k++) sum += (a[4 * i + k] as number) * (b[4 * k + j] as number);
      out[4 * i + j] = sum;
    }
  return out;
}
