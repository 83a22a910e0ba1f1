/** Tileable value noise and what is drawn with it. All of a tile's size is 1. */
import { randomRoot } from '#core/random';

/** In 0..1 at texel x, y of a tile that is `size` texels wide: `cells` lattice cells a tile across, and up too unless `up` says how many. */
export type Noise = (x: number, y: number, cells: number, layer?: number, up?: number) => number;

export function tileable(name: string, size: number): Noise {
  const lattices = new Map<number, Float32Array>();
  const lattice = (cells: number, layer: number, up: number): Float32Array => {
    const key = (cells * 64 + layer) * 1024 + up;
    const known = lattices.get(key);
    if (known !== undefined) return known;
    const square = randomRoot('texture').child(name).child(cells).child(layer);
    const stream = up === cells ? square : square.child(up);
    const values = Float32Array.from({ length: cells * up }, () => stream.uniform());
    lattices.set(key, values);
    return values;
  };
  // Texels are asked for by the million and by few lattices in turn: the last of each layer is at hand.
  const recent: { cells: number; up: number; values: Float32Array }[] = [];
  return (x, y, cells, layer = 0, up = cells) => {
    let at = recent[layer];
    if (at === undefined || at.cells !== cells || at.up !== up) {
      at = { cells, up, values: lattice(cells, layer, up) };
      recent[layer] = at;
    }
    const { values } = at;
    const u = (x / size) * cells;
    const v = (y / size) * up;
    const i = Math.floor(u);
    const j = Math.floor(v);
    const a = u - i;
    const b = v - j;
    const row = (((j % up) + up) % up) * cells;
    const below = ((((j + 1) % up) + up) % up) * cells;
    const p = ((i % cells) + cells) % cells;
    const q = (((i + 1) % cells) + cells) % cells;
    const s = a * a * (3 - 2 * a);
    const t = b * b * (3 - 2 * b);
    const top = (values[row + p] as number) * (1 - s) + (values[row + q] as number) * s;
    const low = (values[below + p] as number) * (1 - s) + (values[below + q] as number) * s;
    return top * (1 - t) + low * t;
  };
}

export const grain = (n: Noise, x: number, y: number, amount: number): number =>
  1 + amount * (n(x, y, 128, 1) - 0.5) + amount * 0.6 * (n(x, y, 64, 2) - 0.5);
