/** Panes and pillars along a car's side, from the windscreen's corner (0) to the back light's (1). */
import type { Span } from '../body/design.js';

const span = (kind: Span['kind'], to: number): Span => ({ kind, to });

/** @param pillar width of the pillars as a share of the side @param ends where each pane ends; `rest` is painted or glass up to the rear pillar */
function panes(first: number, pillar: number, ends: readonly number[]): readonly Span[] {
  return [
    span('body', first),
    ...ends.flatMap((to, k): Span[] =>
      k < ends.length - 1 ? [span('glass', to), span('pillar', to + pillar)] : [span('glass', to)],
    ),
    span('body', 1),
  ];
}

/** Two doors a side; cars of about 1980 have narrow pillars. */
export const SALOON: readonly Span[] = panes(0.05, 0.045, [0.46, 0.85]);
export const SALOON_OLD: readonly Span[] = panes(0.03, 0.03, [0.45, 0.86]);
export const HATCH: readonly Span[] = panes(0.04, 0.045, [0.43, 0.78, 0.88]);
export const HATCH_OLD: readonly Span[] = panes(0.03, 0.032, [0.45, 0.82]);
export const THREE_DOORS: readonly Span[] = panes(0.04, 0.05, [0.52, 0.86]);
export const ESTATE: readonly Span[] = panes(0.035, 0.035, [0.335, 0.61, 0.93]);
export const ESTATE_OLD: readonly Span[] = panes(0.025, 0.024, [0.33, 0.61, 0.95]);
export const SUV: readonly Span[] = panes(0.04, 0.045, [0.4, 0.715, 0.93]);
export const MPV: readonly Span[] = panes(0.03, 0.035, [0.12, 0.42, 0.7, 0.95]);
export const VAN: readonly Span[] = panes(0.05, 0.03, [0.27]);
export const MINIBUS: readonly Span[] = panes(0.04, 0.03, [0.25, 0.55, 0.95]);
export const PICKUP: readonly Span[] = panes(0.05, 0.05, [0.48, 0.93]);
export const PICKUP_SINGLE: readonly Span[] = panes(0.06, 0.03, [0.9]);
