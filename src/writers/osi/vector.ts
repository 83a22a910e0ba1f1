import type { Vec3 } from '#core/pose';
import type { Message } from './schema.js';

export function vector([x, y, z]: Vec3): Required<Message<'Vector3d'>> {
  return { x, y, z };
}
