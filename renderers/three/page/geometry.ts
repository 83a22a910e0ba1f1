/** three.js's geometry of a contract's mesh. */
import { BufferAttribute, BufferGeometry } from 'three';
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
