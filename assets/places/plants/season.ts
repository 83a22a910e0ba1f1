/** Seasons of what sheds its leaves. A feature's kind names one after a dot (`tree-plane.winter`); without, it is summer. */

export const SEASONS = ['spring', 'summer', 'autumn', 'winter'] as const;
export type Season = (typeof SEASONS)[number];

/** `tree-plane.winter` -> `tree-plane` and `winter`. */
export function seasonOf(kind: string): { readonly plant: string; readonly season: Season } {
  const dot = kind.indexOf('.');
  if (dot < 0) return { plant: kind, season: 'summer' };
  const season = SEASONS.find((name) => name === kind.slice(dot + 1));
  return season === undefined ? { plant: kind, season: 'summer' } : { plant: kind.slice(0, dot), season };
}
