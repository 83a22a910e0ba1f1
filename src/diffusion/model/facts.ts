/** What the network is told of a frame, as planes. */
import { ln } from '#core/math';
import { type Cells, type Look, NOWHERE } from '../field/cells.js';
import { GROUPS } from '../field/groups.js';
import { FACTS } from './network.js';

/** Log light and contrast lie around these, so that planes lie around 0. */
const MIDDLE = { light: -1.8, contrast: -2.6 } as const;
/** ln(1 / depth) of 10 m, and its spread over a street. */
const TEN_METRES = -ln(10);

/** @returns [FACTS, cells] written at `at` of `out` */
export function putFacts(cells: Cells, look: Look, out: Float32Array, at = 0): void {
  const count = cells.segment.length;
  const plane = (p: number): Float32Array => out.subarray(at + p * count, at + (p + 1) * count);
  const [red, green, blue, contrast] = [plane(0), plane(1), plane(2), plane(3)];
  const groups = GROUPS.map((_, g) => plane(4 + g));
  const nearness = plane(4 + GROUPS.length);
  const normals = [0, 1, 2].map((k) => plane(5 + GROUPS.length + k));
  const there = plane(FACTS - 1);
  for (let i = 0; i < count; i++) {
    if (cells.segment[i] === NOWHERE) continue;
    red[i] = (look.light[0][i] as number) - MIDDLE.light;
    green[i] = (look.light[1][i] as number) - MIDDLE.light;
    blue[i] = (look.light[2][i] as number) - MIDDLE.light;
    contrast[i] = (look.contrast[i] as number) - MIDDLE.contrast;
    (groups[cells.group[i] as number] as Float32Array)[i] = 1;
    const near = cells.nearness[i] as number;
    nearness[i] = near === 0 ? -2 : Math.max(-2, Math.min(2, (ln(near) - TEN_METRES) / 1.2));
    normals.forEach((n, k) => {
      n[i] = cells.normal[3 * i + k] as number;
    });
    there[i] = 1;
  }
}
