/** Colours for overlays. */
import type { Ontology } from '#contracts/label';

export type Rgb = readonly [r: number, g: number, b: number];

/** Of a body, easily told from its neighbours': steps of the golden angle round the hues. @param instance from 1 */
export function instanceColor(instance: number): Rgb {
  const hue = (instance * 137.508) % 360;
  const part = (n: number): number => {
    const k = (n + hue / 60) % 6;
    return Math.round(255 * (1 - 0.75 * Math.max(0, Math.min(k, 4 - k, 1))));
  };
  return [part(5), part(3), part(1)];
}

export function classColor({ classes }: Ontology, id: string): Rgb {
  return classes.find((each) => each.id === id)?.color ?? [255, 255, 255];
}

/** The same hue, light enough to be read on a dark ground. */
export function readable(color: Rgb): Rgb {
  const [r, g, b] = color;
  const light = (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
  const mixed = (part: number): number => Math.round(part + (255 - part) * Math.max(0, 0.62 - light));
  return [mixed(r), mixed(g), mixed(b)];
}

const STOPS: readonly Rgb[] = [
  [253, 231, 37],
  [94, 201, 98],
  [33, 145, 140],
  [59, 82, 139],
  [68, 1, 84],
];

/** Near is bright, far is dark. @param share 0..1 */
export function depthColor(share: number): Rgb {
  const at = Math.max(0, Math.min(1, share)) * (STOPS.length - 1);
  const i = Math.min(STOPS.length - 2, Math.floor(at));
  const [a, b] = [STOPS[i] as Rgb, STOPS[i + 1] as Rgb];
  const mixed = (k: 0 | 1 | 2): number => Math.round(a[k] + (b[k] - a[k]) * (at - i));
  return [mixed(0), mixed(1), mixed(2)];
}

/** m */
export const DEPTHS = { nearest: 2, farthest: 200 } as const;
/** Where a depth lies between the nearest and the farthest that have a colour, by ratios. */
export function depthShare(depth: number): number {
  return Math.log(depth / DEPTHS.nearest) / Math.log(DEPTHS.farthest / DEPTHS.nearest);
}

export function css([r, g, b]: Rgb, alpha = 1): string {
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}
