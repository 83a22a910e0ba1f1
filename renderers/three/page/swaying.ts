/** Copies of a mesh that stand otherwise at each instant: their matrices now, and where they go next for optical flow. */
import {
  BufferGeometry,
  DynamicDrawUsage,
  InstancedInterleavedBuffer,
  type InstancedMesh,
  InterleavedBufferAttribute,
} from 'three';

/** @param m row-major 3x4 worldFromMesh */
export function put(mesh: InstancedMesh, slot: number, m: ArrayLike<number>): void {
  const out = mesh.instanceMatrix.array as Float32Array;
  for (let c = 0; c < 4; c++) for (let r = 0; r < 3; r++) out[16 * slot + 4 * c + r] = m[4 * r + c] as number;
}

/**
 * Room for the next worldFromMesh of each copy, row-major 3x4, 12 numbers a copy; what is written there is drawn.
 * @param shape what it shares with other meshes; it gets a geometry of its own over the same numbers
 */
export function nextRowsOf(mesh: InstancedMesh, shape: BufferGeometry): Float32Array {
  if (mesh.geometry === shape) mesh.geometry = withRoom(shape, mesh.instanceMatrix.count);
  const buffer = (mesh.geometry.getAttribute('nextRow0') as InterleavedBufferAttribute).data;
  buffer.needsUpdate = true;
  return buffer.array as Float32Array;
}

function withRoom(shape: BufferGeometry, count: number): BufferGeometry {
  const own = new BufferGeometry();
  for (const [name, attribute] of Object.entries(shape.attributes)) own.setAttribute(name, attribute);
  own.setIndex(shape.index);
  const rows = new InstancedInterleavedBuffer(new Float32Array(12 * count), 12);
  rows.setUsage(DynamicDrawUsage);
  for (let r = 0; r < 3; r++) own.setAttribute(`nextRow${r}`, new InterleavedBufferAttribute(rows, 4, 4 * r));
  return own;
}
