/** Times and sizes of a farm's report, for people. */

/** `850 ms`, `45 s`, `12 min 5 s`, `2 h 10 min`, `3 d 4 h`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${Number((ms / 1000).toFixed(1))} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return two(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 48 * 60) return two(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(minutes / 60);
  return two(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function two(great: number, unit: string, small: number, lesser: string): string {
  return small === 0 ? `${great} ${unit}` : `${great} ${unit} ${small} ${lesser}`;
}

/** 12345.6 as `12,346`. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Three digits, or all of a whole number. */
export function short(value: number): string {
  if (value >= 1000) return grouped(value);
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}

/** `2026-11-30 01:02 UTC`. */
export function instant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** mg, g, kg or t, whichever reads best. */
export function mass(grams: number): string {
  if (grams >= 1e6) return `${short(grams / 1e6)} t`;
  if (grams >= 1000) return `${short(grams / 1000)} kg`;
  return grams >= 1 || grams === 0 ? `${short(grams)} g` : `${short(grams * 1000)} mg`;
}

/** Wh or kWh. */
export function energy(wattHours: number): string {
  return wattHours >= 1000 ? `${short(wattHours / 1000)} kWh` : `${short(wattHours)} Wh`;
}
