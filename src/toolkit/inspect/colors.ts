/** Colours for what isn't a picture: depth, flow, ids. All 0..255. */
export type Rgb = readonly [number, number, number];

/** Polynomial fit of the Turbo map (A. Mikhailov, Google, 2019, Apache-2.0); t 0..1, blue to red. */
export function turbo(t: number): Rgb {
  const r = 34.61 + t * (1172.33 - t * (10793.56 - t * (33300.12 - t * (38394.49 - t * 14825.05))));
  const g = 23.31 + t * (557.33 + t * (1225.33 - t * (3574.96 - t * (1073.77 + t * 707.56))));
  const b = 27.2 + t * (3211.1 - t * (15327.97 - t * (27814 - t * (22569.18 - t * 6838.66))));
  return [clamp(r), clamp(g), clamp(b)];
}

/** Hue 0..1 (0 red), saturation and value 0..1. */
export function hsv(hue: number, saturation: number, value: number): Rgb {
  const channel = (shift: number): number => {
    const k = (shift + hue * 6) % 6;
    return clamp(255 * (value - value * saturation * Math.max(0, Math.min(k, 4 - k, 1))));
  };
  return [channel(5), channel(3), channel(1)];
}

/** Neighbouring ids get far hues (golden ratio). */
export function idColor(id: number): Rgb {
  return hsv((id * 0.618034) % 1, 0.75, 1);
}
/** A class's colour for points on black: mixed with white until it can be seen. */
export function lifted([r, g, b]: Rgb): Rgb {
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const white = Math.max(0, (DARKEST - light) / (255 - light));
  return [clamp(r + (255 - r) * white), clamp(g + (255 - g) * white), clamp(b + (255 - b) * white)];
}
const DARKEST = 120;

/** What no surface sent back: clutter, false alarms, ghosts. */
export const CLUTTER: Rgb = [0, 229, 255];
export const TOWARDS: Rgb = [255, 112, 67];
export const AWAY: Rgb = [66, 165, 245];

export function css([r, g, b]: Rgb): string {
  return `rgb(${r},${g},${b})`;
}
function clamp(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}
