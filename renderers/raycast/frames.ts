/** Rays, points and directions from frame to frame, in place: nothing is made anew for a ray. */
import type { RayState } from './packed.js';
import type { Rigid } from './target.js';

/** Rotation (9) and position (3) of a body, as `MovingBody.place` writes them. */
export const PLACE = 12;
/** Of a ray in a frame of its own, where a ray in the world has its time. */
export const STRETCH = 8;

/** A ray in another frame, its direction unit again; how many units of that frame are a metre along it goes to `out[STRETCH]`. */
export function intoFrame(m: Rigid | undefined, ray: RayState, out: RayState): void {
  if (m === undefined) {
    for (let k = 0; k < 8; k++) out[k] = ray[k] as number;
    out[STRETCH] = 1;
    return;
  }
  const dx =
    (m[0] as number) * (ray[3] as number) + (m[1] as number) * (ray[4] as number) + (m[2] as number) * (ray[5] as number);
  const dy =
    (m[4] as number) * (ray[3] as number) + (m[5] as number) * (ray[4] as number) + (m[6] as number) * (ray[5] as number);
  const dz =
    (m[8] as number) * (ray[3] as number) + (m[9] as number) * (ray[4] as number) + (m[10] as number) * (ray[5] as number);
  const stretch = Math.sqrt(dx * dx + dy * dy + dz * dz);
  out[0] =
    (m[0] as number) * (ray[0] as number) +
    (m[1] as number) * (ray[1] as number) +
    (m[2] as number) * (ray[2] as number) +
    (m[3] as number);
  out[1] =
    (m[4] as number) * (ray[0] as number) +
    (m[5] as number) * (ray[1] as number) +
    (m[6] as number) * (ray[2] as number) +
    (m[7] as number);
  out[2] =
    (m[8] as number) * (ray[0] as number) +
    (m[9] as number) * (ray[1] as number) +
    (m[10] as number) * (ray[2] as number) +
    (m[11] as number);
  out[3] = dx / stretch;
  out[4] = dy / stretch;
  out[5] = dz / stretch;
  out[6] = (ray[6] as number) * stretch;
  out[7] = (ray[7] as number) * stretch;
  out[STRETCH] = stretch;
}
/** A point through a 3x4 matrix, in place. */
export function through(m: Rigid, p: Float64Array): void {
  const x = p[0] as number;
  const y = p[1] as number;
  const z = p[2] as number;
  for (let r = 0; r < 12; r += 4)
    p[r / 4] = (m[r] as number) * x + (m[r + 1] as number) * y + (m[r + 2] as number) * z + (m[r + 3] as number);
}
/** A normal through the transpose of an inverse, in place; not unit any more where that scales. */
export function throughTranspose(m: Rigid, n: Float64Array): void {
  const x = n[0] as number;
  const y = n[1] as number;
  const z = n[2] as number;
  for (let c = 0; c < 3; c++) n[c] = (m[c] as number) * x + (m[4 + c] as number) * y + (m[8 + c] as number) * z;
}
/** A direction by a place's rotation, in place. */
export function turnBy(at: Float64Array, v: Float64Array): void {
  const x = v[0] as number;
  const y = v[1] as number;
  const z = v[2] as number;
  for (let r = 0; r < 3; r++) v[r] = (at[3 * r] as number) * x + (at[3 * r + 1] as number) * y + (at[3 * r + 2] as number) * z;
}
/** A world ray in the frame of a body at that place. */
export function intoBody(at: Float64Array, ray: RayState, out: RayState): void {
  const x = (ray[0] as number) - (at[9] as number);
  const y = (ray[1] as number) - (at[10] as number);
  const z = (ray[2] as number) - (at[11] as number);
  for (let c = 0; c < 3; c++) {
    out[c] = (at[c] as number) * x + (at[3 + c] as number) * y + (at[6 + c] as number) * z;
    out[3 + c] =
      (at[c] as number) * (ray[3] as number) +
      (at[3 + c] as number) * (ray[4] as number) +
      (at[6 + c] as number) * (ray[5] as number);
  }
  out[6] = ray[6] as number;
  out[7] = ray[7] as number;
}
