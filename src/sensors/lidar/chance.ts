/** Numbers by chance from 12 bits each: tables of quantiles, since a logarithm and a cosine a shot would cost more than its ray. */
import { exp, normalQuantile } from '#core/math';

const BITS = 4096;

/** Standard normal, ascending; within 3.7 standard deviations. */
export const NORMALS: Float64Array = Float64Array.from({ length: BITS }, (_, i) => normalQuantile((i + 0.5) / BITS));

/** How the echo of a cloud differs from shot to shot (patches, speckle): mean 1, a half up or down: an honest estimate. */
export const LOGNORMALS: Float64Array = NORMALS.map((n) => exp(0.5 * n - 0.125));
