/** Fewer points for a picture, those kept that an eye would miss. */

/** At most `max` indices below `length`, about evenly spread, ends and `kept` among them, ascending. */
export function evenly(length: number, max: number, kept?: number): readonly number[] {
  if (length <= max) return Array.from({ length }, (_, i) => i);
  const spread = Array.from({ length: max - 1 }, (_, i) => Math.round((i * (length - 1)) / (max - 2)));
  return [...new Set(kept === undefined ? spread : [...spread, kept])].sort((a, b) => a - b);
}

/** At most about `max` indices: of each stretch the one with the least value, and both ends, so that no minimum is lost. */
export function keepingLeast(values: readonly (number | null)[], max: number): readonly number[] {
  const { length } = values;
  if (length <= max) return Array.from({ length }, (_, i) => i);
  const stretches = Array.from(
    { length: max - 2 },
    (_, i) => [Math.floor((i * length) / (max - 2)), Math.floor(((i + 1) * length) / (max - 2))] as const,
  );
  const least = stretches.map(([from, to]) => leastIn(values, from, to));
  return [...new Set([0, ...least, length - 1])].sort((a, b) => a - b);
}
function leastIn(values: readonly (number | null)[], from: number, to: number): number {
  let best = from;
  for (let i = from; i < to; i++) if ((values[i] ?? Infinity) < (values[best] ?? Infinity)) best = i;
  return best;
}

/** The index whose time is nearest. */
export function nearestIndex(times: readonly number[], time: number): number {
  let best = 0;
  times.forEach((candidate, i) => {
    if (Math.abs(candidate - time) < Math.abs((times[best] as number) - time)) best = i;
  });
  return best;
}
