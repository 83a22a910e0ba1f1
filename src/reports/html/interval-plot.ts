/** A share and its interval as a dot on a line, for a table's cell. */
import { type Markup, markup } from '../markup.js';

const WIDTH = 220;

/** All 0..1; the plot goes from 0 to `greatest`. */
export function intervalPlot(share: number, [low, high]: readonly [low: number, high: number], greatest: number): Markup {
  const x = (value: number): string => (4 + (value / greatest) * (WIDTH - 8)).toFixed(1);
  return markup`<svg class="interval" viewBox="0 0 ${WIDTH} 14" aria-hidden="true">
<path class="grid" d="M4 7H${WIDTH - 4}"/>
<path class="whisker" d="M${x(low)} 3V11M${x(low)} 7H${x(high)}M${x(high)} 3V11"/>
<circle cx="${x(share)}" cy="7" r="3.5" class="dot"/></svg>`;
}
