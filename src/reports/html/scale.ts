/** Axes: round ticks, and from values to places on a picture. */

/** Round steps (1, 2 or 5 times a power of ten) from 0 to `greatest` at least; about so many. `greatest` > 0. */
export function ticksTo(greatest: number, wanted: number): readonly number[] {
  const step = roundStep(greatest / wanted);
  const last = Math.ceil(greatest / step - 1e-9);
  return Array.from({ length: last + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** Round steps within a range. */
export function ticksIn(low: number, high: number, wanted: number): readonly number[] {
  if (!(high > low)) return [low];
  const step = roundStep((high - low) / wanted);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** The least round step that is not below. */
function roundStep(least: number): number {
  for (let power = -9; power < 12; power++) {
    const decade = Number(`1e${power}`);
    const step = [1, 2, 5].map((digit) => digit * decade).find((candidate) => candidate >= least * (1 - 1e-9));
    if (step !== undefined) return step;
  }
  return least;
}

/** To the next round step that is not below `fineness`. */
export function rounded(value: number, fineness: number): number {
  const step = roundStep(fineness);
  return Number((Math.round(value / step) * step).toPrecision(12));
}

/** Linear, from one range to another. */
export function scale([a, b]: readonly [number, number], [from, to]: readonly [number, number]): (value: number) => number {
  const span = b - a === 0 ? 1 : b - a;
  return (value) => from + ((value - a) / span) * (to - from);
}

/** A place on a picture, as short as it gets. */
export function px(value: number): string {
  return String(Number(value.toFixed(1)));
}
