/** What a triangle's corners say of a point in it. */
import type { Packed, RayState } from './packed.js';

/** Of the corners of the triangle that was weighed last. */
const weights = new Float64Array(3);

/** Barycentric weights of the ray's end, in the mesh's own frame. */
export function weigh({ positions, indices }: Packed, triangle: number, ray: RayState): void {
  const a = 3 * (indices[3 * triangle] as number);
  const b = 3 * (indices[3 * triangle + 1] as number);
  const c = 3 * (indices[3 * triangle + 2] as number);
  let d00 = 0;
  let d01 = 0;
  let d11 = 0;
  let d20 = 0;
  let d21 = 0;
  for (let k = 0; k < 3; k++) {
    const from = positions[a + k] as number;
    const ab = (positions[b + k] as number) - from;
    const ac = (positions[c + k] as number) - from;
    const ap = (ray[k] as number) + (ray[7] as number) * (ray[3 + k] as number) - from;
    d00 += ab * ab;
    d01 += ab * ac;
    d11 += ac * ac;
    d20 += ap * ab;
    d21 += ap * ac;
  }
  const det = d00 * d11 - d01 * d01;
  weights[1] = det === 0 ? 0 : (d11 * d20 - d01 * d21) / det;
  weights[2] = det === 0 ? 0 : (d00 * d21 - d01 * d20) / det;
  weights[0] = 1 - (weights[1] as number) - (weights[2] as number);
}
export function mixThree(values: ArrayLike<number>, { indices }: Packed, triangle: number, out: Float64Array): void {
  for (let k = 0; k < 3; k++) {
    let sum = 0;
    for (let corner = 0; corner < 3; corner++)
      sum += (weights[corner] as number) * (values[3 * (indices[3 * triangle + corner] as number) + k] as number);
    out[k] = sum;
  }
}
