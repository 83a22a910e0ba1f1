/** three.js's geometry of a contract's mesh. */
import { BufferAttribute, BufferGeometry, Triangle, Vector3 } from 'three';
import type { Mesh } from '#contracts/model';

export function geometryOf(shape: Mesh): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(shape.positions, 3));
  geometry.setAttribute('normal', new BufferAttribute(shape.normals, 3));
  geometry.setAttribute('uv', new BufferAttribute(shape.uvs ?? new Float32Array((shape.positions.length / 3) * 2), 2));
  if (shape.colors !== undefined) geometry.setAttribute('color', new BufferAttribute(shape.colors, 3));
  geometry.setIndex(new BufferAttribute(shape.indices, 1));
  return geometry;
}

/** Surface, m^2. */
export function areaOf({ positions, indices }: Mesh): number {
  const corner = (i: number): Vector3 => new Vector3().fromArray(positions, 3 * (indices[i] as number));
  const triangle = new Triangle();
  let sum = 0;
  for (let i = 0; i < indices.length; i += 3) sum += triangle.set(corner(i), corner(i + 1), corner(i + 2)).getArea();
  return sum;
}
