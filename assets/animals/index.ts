/** The animals that nearmiss can build, one file each. */
import type { BodyAsset } from '#contracts/model';

export const animals: readonly BodyAsset[] = [];
