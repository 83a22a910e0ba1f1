/** The time of year of a place's plants. */
import type { Feature } from '#contracts/place';

/** Kinds of plants that change with the season: `tree-plane` in winter is `tree-plane.winter`. */
const CHANGING = /^(tree(?!-grate)|bush|hedge|shrub)/;

export function inSeason(season: string, features: readonly Feature[]): Feature[] {
  if (season === 'summer') return [...features];
  return features.map((feature) => (CHANGING.test(feature.kind) ? { ...feature, kind: `${feature.kind}.${season}` } : feature));
}
