/** The vehicles that nearmiss can build, one file each. */
import type { BodyAsset } from '#contracts/model';

export const vehicles: readonly BodyAsset[] = [];
