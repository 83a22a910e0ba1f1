/** The time of year of a place's plants. */
import type { Feature } from '#contracts/place';
import type { RandomStream } from '#core/random';
import type { LayoutOption, OptionReader } from './layout.js';
import { weighted } from './weighted.js';

/** Share of places by season of a temperate year. */
const SEASONS = { summer: 4, spring: 2, autumn: 2, winter: 3 };

export const seasonOption: LayoutOption = {
  kind: 'choice',
  about: 'time of year, as the plants show it',
  default: 'any',
  choices: ['any', ...Object.keys(SEASONS)],
};

/** What the author states, or by chance. */
export function drawnSeason(options: OptionReader, random: RandomStream): string {
  const stated = options.choice('season');
  return stated === 'any' ? weighted(SEASONS, random.child('season')) : stated;
}

/** Kinds of plants that change with the season: `tree-plane` in winter is `tree-plane.winter`. */
const CHANGING = /^(tree(?!-grate)|bush|hedge|shrub)/;

export function inSeason(season: string, features: readonly Feature[]): Feature[] {
  if (season === 'summer') return [...features];
  return features.map((feature) => (CHANGING.test(feature.kind) ? { ...feature, kind: `${feature.kind}.${season}` } : feature));
}
