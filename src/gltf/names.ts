/** How a manifest calls what is in a file. */
import type { Property } from '@gltf-transform/core';

/** By their own names; those without by their number in the file, from `#0` on. */
export function namesOf(listed: readonly Property[]): readonly string[] {
  return listed.map((each, i) => each.getName() || `#${i}`);
}
