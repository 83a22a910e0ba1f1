/**
 * What the wind moves in a place, and to where. A fact about a medium and a time, worked out in closed form: whoever asks, in whatever order, is told
 * the same matrices.
 */
import type { Medium } from '#contracts/frame';
import type { PlaceBatch } from '#contracts/model';
import { canonicalJson } from '#core/hash';
import { norm, type Vec3 } from '#core/pose';
import { type Air, airOf } from './air.js';
import { type PlantSway, plantSway } from './plant.js';

/** The copies of a batch in one wind. */
export interface BatchSway {
  /** No point of a copy goes farther than this times its distance from the foot. */
  reach(copy: number): number;
  /** No distance within a copy grows by more than this factor. */
  stretch(copy: number): number;
  /** Whether an eye there can tell that it moves. */
  isSeen(copy: number, eye: Vec3): boolean;
  /** Row-major 3x4 worldFromMesh at that time; good until some other times have been asked for. */
  at(copy: number, timeNs: number): Float64Array;
}

export interface Swayer {
  /** Says the same for the same wind. */
  readonly key: string;
  /** @returns undefined for what stands firm */
  of(batch: PlaceBatch): BatchSway | undefined;
}

/** A quarter of a pixel of a picture of 1280 px over 60 degrees, rad. */
const SMALLEST = 2.3e-4;
/** Times whose matrices are kept: of a picture, the next, the one before, and one more. */
const KEPT = 4;

/** @returns undefined where no wind blows */
export function swayerIn(medium: Medium): Swayer | undefined {
  const air = airOf(medium);
  if (air === undefined) return undefined;
  const key = canonicalJson([medium.windMPerS, medium.turbulence ?? null, medium.gusts ?? null]);
  return {
    key,
    of(batch) {
      if (batch.sways === undefined) return undefined;
      // Levels and parts of the same plants share their places.
      const before = known.get(batch.transforms);
      if (before?.key === key) return before.sway;
      const sway = batchSway(batch, batch.sways, air);
      known.set(batch.transforms, { key, sway });
      return sway;
    },
  };
}
const known = new WeakMap<Float64Array, { readonly key: string; readonly sway: BatchSway }>();

function batchSway({ transforms }: PlaceBatch, stem: NonNullable<PlaceBatch['sways']>, air: Air): BatchSway {
  const count = transforms.length / 12;
  const plants: (PlantSway | undefined)[] = Array.from({ length: count }, () => undefined);
  const foot = (copy: number): Vec3 => [3, 7, 11].map((i) => transforms[12 * copy + i] as number) as unknown as Vec3;
  const heightOf = (copy: number): number => transforms[12 * copy + 10] as number;
  const plant = (copy: number): PlantSway => {
    const made = plants[copy] ?? plantSway(stem, sizeOf(transforms, copy), [foot(copy)[0], foot(copy)[1]], air);
    plants[copy] = made;
    return made;
  };
  let moments: readonly Moment[] = [];
  const momentAt = (timeNs: number): Moment => {
    const found = moments.find((moment) => moment.timeNs === timeNs);
    if (found !== undefined) return found;
    const oldest = moments.length < KEPT ? newMoment(count) : (moments[KEPT - 1] as Moment);
    oldest.timeNs = timeNs;
    oldest.there.fill(0);
    moments = [oldest, ...moments.filter((moment) => moment !== oldest)];
    return oldest;
  };
  const strain = new Float64Array(9);
  return {
    reach: (copy) => plant(copy).reach,
    stretch: (copy) => plant(copy).stretch,
    isSeen(copy, eye) {
      const [x, y, z] = foot(copy);
      const away = norm([x - eye[0], y - eye[1], z - eye[2]]);
      return plant(copy).reach * heightOf(copy) > SMALLEST * away;
    },
    at(copy, timeNs) {
      const { matrices, there } = momentAt(timeNs);
      const out = matrices[copy] as Float64Array;
      if (there[copy] === 1) return out;
      plant(copy).at(timeNs * 1e-9, strain);
      strained(transforms, 12 * copy, strain, out);
      there[copy] = 1;
      return out;
    },
  };
}

interface Moment {
  timeNs: number;
  readonly there: Uint8Array;
  readonly matrices: readonly Float64Array[];
}

function newMoment(count: number): Moment {
  return {
    timeNs: Number.NaN,
    there: new Uint8Array(count),
    matrices: Array.from({ length: count }, () => new Float64Array(12)),
  };
}

/** A plant's mesh is one high and one wide. */
function sizeOf(m: Float64Array, copy: number): { width: number; height: number } {
  const column = (c: number): number => norm([0, 4, 8].map((r) => m[12 * copy + r + c] as number) as unknown as Vec3);
  return { width: (column(0) + column(1)) / 2, height: column(2) };
}

/** (1 + strain) times a matrix's linear part; its foot stays. */
function strained(m: Float64Array, at: number, strain: Float64Array, out: Float64Array): void {
  for (let r = 0; r < 3; r++) {
    for (let c = 0; c < 3; c++) {
      let sum = m[at + 4 * r + c] as number;
      for (let k = 0; k < 3; k++) sum += (strain[3 * r + k] as number) * (m[at + 4 * k + c] as number);
      out[4 * r + c] = sum;
    }
    out[4 * r + 3] = m[at + 4 * r + 3] as number;
  }
}
