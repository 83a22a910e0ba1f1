/**
 * Wood that grows by a rule: axes of four orders (stem, boughs, branches, twigs), each bearing the next in golden-angle order, bending
 * with light and weight, and ending where the species' crown ends. After Honda, J. Theor. Biol. 31 (1971) for recursive branching, and
 * Weber and Penn, SIGGRAPH 1995, for stems and envelopes; apical dominance is how far up the stem leads and how much the outer ones
 * of an axis's children stay behind. In shares of the plant's height, in its true proportions, foot in the origin.
 */
import { cos, lerp, PI, sin, sqrt } from '#core/math';
import { add, cross, mix, norm, normalize, scale, sub, type Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { type Outline, radiusAt, roomAhead } from './outline.js';

export interface Axis {
  readonly path: readonly Vec3[];
  /** 0 stem, 1 bough, 2 branch, 3 twig. */
  readonly order: number;
  /** Index of the axis that bears it (itself for the stem), and of the last point there below its own foot. */
  readonly parent: number;
  readonly birth: number;
  /** Index of the bough it belongs to. */
  readonly bough: number;
}

export interface Habit extends Outline {
  /** How high the stem leads; the rest of the height is its boughs'. */
  readonly leader: number;
  /** How many boughs, how many branches each bears, how many twigs each of those. */
  readonly counts: readonly [boughs: number, branches: number, twigs: number];
  /** Elevation of the lowest and the highest boughs, rad. */
  readonly rise: readonly [lowest: number, highest: number];
  /** Angle at which branches leave boughs and twigs leave branches, rad. */
  readonly fork: number;
  readonly twig: number;
  /** Bending per unit length, up positive: boughs, branches, twigs. */
  readonly tropism: readonly [boughs: number, branches: number, twigs: number];
  /** How crooked its axes are. */
  readonly wander: number;
  /** Radius at the foot. */
  readonly trunk: number;
  /** Branches spring from the ends of short boughs of this length alone, as on a pollard. */
  readonly heads?: number;
}

/** 137.5 degrees: successive organs of most plants are that far apart round their axis. */
export const GOLDEN_ANGLE = PI * (3 - sqrt(5));
const UP: Vec3 = [0, 0, 1];

export function growWood(habit: Habit, random: RandomStream): Axis[] {
  const axes: Axis[] = [stemOf(habit, random.child('stem'))];
  const [boughs, branches, twigs] = habit.counts;
  for (let i = 0; i < boughs; i++) {
    const own = random.child('bough').child(i);
    const bough = axes.length;
    const path = boughPath(habit, axes[0] as Axis, (i + own.between(0.1, 0.9)) / boughs, i, own);
    axes.push({ ...path, order: 1, parent: 0, bough });
    for (let j = 0; j < branches; j++) {
      const next = own.child(j);
      const branch = axes.length;
      axes.push(lateral(habit, axes, bough, bough, (j + next.uniform()) / branches, j, next));
      for (let k = 0; k < twigs; k++) {
        const last = next.child(k);
        axes.push(lateral(habit, axes, branch, bough, (k + last.uniform()) / twigs, k, last));
      }
    }
  }
  return axes;
}

function stemOf({ leader, wander }: Habit, random: RandomStream): Axis {
  const steps = 9;
  let [x, y] = [0, 0];
  let lean: [number, number] = [random.normal() * 0.03 * wander, random.normal() * 0.03 * wander];
  const path = Array.from({ length: steps + 1 }, (_, k): Vec3 => {
    const z = k === 0 ? -0.01 : (leader * k) / steps;
    const at: Vec3 = [x, y, z];
    lean = [lean[0] * 0.8 + random.normal() * 0.035 * wander, lean[1] * 0.8 + random.normal() * 0.035 * wander];
    x += (lean[0] * leader) / steps;
    y += (lean[1] * leader) / steps;
    return at;
  });
  return { path, order: 0, parent: 0, birth: 0, bough: 0 };
}

function boughPath(habit: Habit, stem: Axis, share: number, i: number, random: RandomStream) {
  const z = habit.clear + (habit.leader - habit.clear) * (habit.heads === undefined ? share * 0.98 : 0.75 + 0.25 * share);
  const { at, birth } = along(stem.path, z / habit.leader);
  const elevation = lerp(habit.rise[0], habit.rise[1], share) + random.between(-0.16, 0.16);
  const azimuth = i * GOLDEN_ANGLE + random.between(-0.4, 0.4);
  const direction: Vec3 = [cos(azimuth) * cos(elevation), sin(azimuth) * cos(elevation), sin(elevation)];
  const room = habit.heads ?? roomAhead(habit, at, direction) * random.between(0.76, 1);
  return { path: walk(habit, at, direction, Math.max(0.05, room), 5, habit.tropism[0], random), birth };
}

/** A branch of a bough or a twig of a branch. */
function lateral(
  habit: Habit,
  axes: readonly Axis[],
  parent: number,
  bough: number,
  share: number,
  i: number,
  random: RandomStream,
): Axis {
  const { path: carrier, order } = axes[parent] as Axis;
  const headed = habit.heads !== undefined && order === 1;
  const { at, birth } = along(carrier, headed ? 0.9 + 0.1 * share : 0.18 + 0.82 * share);
  const next = carrier[Math.min(birth + 1, carrier.length - 1)] as Vec3;
  const axis = normalize(sub(next, carrier[Math.max(0, Math.min(birth, carrier.length - 2))] as Vec3));
  const side = normalize(cross(axis, Math.abs(axis[2]) < 0.9 ? UP : [1, 0, 0]));
  const other = cross(side, axis);
  // Flat sprays on level boughs, all round on upright ones.
  const roll = i * GOLDEN_ANGLE + random.between(-0.5, 0.5);
  const fork = headed ? random.between(0.1, 1.25) : habit.fork * random.between(0.7, 1.25);
  const direction = normalize(
    add(scale(axis, cos(fork)), add(scale(side, cos(roll) * sin(fork)), scale(other, sin(roll) * sin(fork)))),
  );
  const room = roomAhead(habit, at, direction);
  const whole = lengthOf(carrier);
  const wanted = order === 1 ? (headed ? room * random.between(0.7, 1) : whole * lerp(0.8, 0.3, share)) : habit.twig;
  const length = Math.max(habit.twig * 0.5, Math.min(room + 0.01, wanted * random.between(0.75, 1.2)));
  const tropism = habit.tropism[order === 1 ? 1 : 2];
  return {
    path: walk(habit, at, direction, length, order === 1 ? 3 : 2, tropism, random),
    order: order + 1,
    parent,
    birth,
    bough,
  };
}

function walk(
  habit: Habit,
  from: Vec3,
  towards: Vec3,
  length: number,
  steps: number,
  tropism: number,
  random: RandomStream,
): Vec3[] {
  const path: Vec3[] = [from];
  let [at, direction] = [from, towards];
  const step = length / steps;
  for (let k = 0; k < steps; k++) {
    const drift = habit.wander * 0.16;
    const bent: Vec3 = [
      direction[0] + random.normal() * drift,
      direction[1] + random.normal() * drift,
      direction[2] + random.normal() * drift + tropism * step,
    ];
    direction = normalize(bent);
    at = add(at, scale(direction, step));
    // What would hang on the ground or stick out of the crown is held back.
    const radius = Math.max(0.02, radiusAt(habit, at[2]));
    const out = sqrt(at[0] * at[0] + at[1] * at[1]);
    const hold = k > 0 && out > radius * 1.06 && at[2] > habit.clear ? (radius * 1.06) / out : 1;
    at = [at[0] * hold, at[1] * hold, Math.min(0.995, Math.max(0.02, at[2]))];
    path.push(at);
  }
  return path;
}

/** The point at a share of a path's points, and the index of the last one before it. */
function along(path: readonly Vec3[], share: number): { readonly at: Vec3; readonly birth: number } {
  const last = path.length - 1;
  const t = Math.max(0, Math.min(last - 1e-6, share * last));
  const birth = Math.floor(t);
  return { at: mix(path[birth] as Vec3, path[birth + 1] as Vec3, t - birth), birth };
}

export function lengthOf(path: readonly Vec3[]): number {
  return path.slice(1).reduce((sum, p, k) => sum + norm(sub(p, path[k] as Vec3)), 0);
}
