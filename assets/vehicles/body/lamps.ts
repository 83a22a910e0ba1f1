/** Head and tail lamps: a dark housing with brighter cells in it, round the corner a little. */
import { lerp } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { BodyDesign } from './design.js';
import type { Draft } from './draft.js';
import type { LampStyle, Patch, TailStyle } from './face.js';
import { FAR } from './fineness.js';
import { disc, rectangle, type Surface, sheet } from './sheet.js';
import type { Shell } from './shell.js';
import { buildSkin } from './skin.js';

/** A part of a lamp, in shares of its length (from its inner end) and height. */
interface Cell {
  /** A material of paint.ts; `turn` is the indicator of that side. */
  readonly tag: string;
  readonly at: readonly [s0: number, t0: number, s1: number, t1: number];
  /** A disc in the cell's middle that fills its height. */
  readonly round?: boolean;
}

const HEAD: Readonly<Record<LampStyle, readonly Cell[]>> = {
  square: [
    { tag: 'head', at: [0.03, 0.06, 0.76, 0.94] },
    { tag: 'turn', at: [0.79, 0.06, 0.99, 0.94] },
  ],
  round: [
    { tag: 'chrome', at: [0.1, 0, 0.75, 1], round: true },
    { tag: 'head', at: [0.1, 0.08, 0.75, 0.92], round: true },
    { tag: 'turn', at: [0.8, 0.2, 0.98, 0.8] },
  ],
  block: [
    { tag: 'head', at: [0.04, 0.1, 0.58, 0.92] },
    { tag: 'lampInside', at: [0.58, 0.1, 0.74, 0.92] },
    { tag: 'turn', at: [0.74, 0.12, 0.98, 0.9] },
  ],
  swept: [
    { tag: 'lampInside', at: [0.04, 0.1, 0.34, 0.5] },
    { tag: 'head', at: [0.08, 0.14, 0.44, 0.86], round: true },
    { tag: 'high', at: [0.4, 0.2, 0.72, 0.86], round: true },
    { tag: 'lampInside', at: [0.66, 0.16, 0.78, 0.88] },
    { tag: 'turn', at: [0.8, 0.3, 0.96, 0.84] },
  ],
  slit: [
    { tag: 'head', at: [0.1, 0.36, 0.34, 0.94], round: true },
    { tag: 'high', at: [0.34, 0.36, 0.58, 0.94], round: true },
    { tag: 'day', at: [0.02, 0.1, 0.98, 0.3] },
    { tag: 'turn', at: [0.66, 0.5, 0.96, 0.84] },
  ],
};

const TAIL: Readonly<Record<TailStyle, readonly Cell[]>> = {
  band: [
    { tag: 'reverse', at: [0.03, 0.08, 0.24, 0.92] },
    { tag: 'brake', at: [0.26, 0.08, 0.5, 0.92] },
    { tag: 'tail', at: [0.5, 0.08, 0.74, 0.92] },
    { tag: 'turn', at: [0.76, 0.08, 0.98, 0.92] },
  ],
  block: [
    { tag: 'turn', at: [0.04, 0.7, 0.96, 0.96] },
    { tag: 'brake', at: [0.04, 0.36, 0.96, 0.68] },
    { tag: 'tail', at: [0.4, 0.04, 0.96, 0.34] },
    { tag: 'reverse', at: [0.04, 0.04, 0.38, 0.34] },
  ],
  column: [
    { tag: 'brake', at: [0.06, 0.66, 0.94, 0.97] },
    { tag: 'turn', at: [0.1, 0.46, 0.9, 0.62] },
    { tag: 'tail', at: [0.06, 0.2, 0.94, 0.44] },
    { tag: 'reverse', at: [0.1, 0.04, 0.9, 0.18] },
  ],
  hook: [
    { tag: 'tail', at: [0.06, 0.76, 0.97, 0.94] },
    { tag: 'tail', at: [0.76, 0.1, 0.97, 0.76] },
    { tag: 'brake', at: [0.3, 0.4, 0.7, 0.68] },
    { tag: 'turn', at: [0.3, 0.1, 0.7, 0.32] },
    { tag: 'reverse', at: [0.05, 0.1, 0.26, 0.4] },
  ],
  bar: [
    { tag: 'tail', at: [0, 0.56, 0.98, 0.84] },
    { tag: 'brake', at: [0.4, 0.12, 0.96, 0.48] },
    { tag: 'turn', at: [0.2, 0.12, 0.38, 0.48] },
    { tag: 'reverse', at: [0.04, 0.12, 0.18, 0.48] },
  ],
};

export function drawLamps(shell: Shell, draft: Draft): void {
  const { face, length } = shell.design;
  for (const side of [1, -1] as const) {
    const flank = shell.flanks[side > 0 ? 0 : 1];
    const { headlamp, tailLamp } = face;
    cluster(
      shell,
      draft,
      side,
      HEAD[headlamp.style],
      'lens',
      headlamp,
      roundTheCorner(shell.nose, flank, shell.skin.noseAnchor, side, headlamp),
    );
    if (tailLamp.inner < 1)
      cluster(
        shell,
        draft,
        side,
        TAIL[tailLamp.style],
        'redLens',
        { ...tailLamp, rise: 0 },
        roundTheCorner(shell.tail, flank, shell.skin.tailAnchor, side, tailLamp, length),
      );
  }
  if (face.tailLamp.style === 'bar' && face.tailLamp.inner < 1) {
    const { inner, from, to } = face.tailLamp;
    const at = (t: number): number => lerp(from, to, t);
    sheet(draft.on('redLens'), shell.tail, { corners: rectangle(-inner, at(0.5), inner, at(0.9)), cells: [6, 1], lift: 0.005 });
    sheet(draft.on('tail'), shell.tail, { corners: rectangle(-inner, at(0.58), inner, at(0.82)), cells: [6, 1], lift: 0.008 });
  }
}

/** Over 0..1 from the lamp's inner end on nose or tail to its outer one, `wrap` m along the flank. */
function roundTheCorner(
  end: Surface,
  flank: Surface,
  anchor: number,
  side: 1 | -1,
  { inner, outer, wrap }: Patch & { wrap: number },
  back = 0,
): Surface {
  const onEnd = wrap > 0 ? 0.7 : 1;
  const far = wrap > 0 ? 0.9999 : outer;
  const inwards = back > 0 ? 1 : -1;
  return (u, v) => {
    if (wrap === 0 || u <= onEnd) {
      const left = Math.max(0, 1 - Math.max(0, u) / onEnd);
      return end(side * (far - (far - inner) * left * left), v);
    }
    return flank(anchor + inwards * wrap * ((u - onEnd) / (1 - onEnd)), v);
  };
}

function cluster(
  { fineness }: Shell,
  draft: Draft,
  side: 1 | -1,
  cells: readonly Cell[],
  housing: string,
  { from, to, rise }: Patch & { readonly rise: number },
  surface: Surface,
): void {
  const height = to - from;
  const lamp: Surface = (s, t) => surface(s, Math.min(0.985, from + height * (t + rise * s * (1 - 0.4 * t))));
  const fine = fineness.name === 'near' ? 8 : fineness.name === 'mid' ? 4 : 3;
  sheet(draft.on(housing), lamp, { corners: rectangle(0, 0, 1, 1), cells: [fine, 2], lift: 0.004 });
  for (const { tag, at, round } of cells) {
    const [s0, t0, s1, t1] = at;
    const on = draft.on(tag === 'turn' ? (side > 0 ? 'turnLeft' : 'turnRight') : tag);
    const middle = [(s0 + s1) / 2, (t0 + t1) / 2] as const;
    if (round !== true || fineness.name === 'far') {
      sheet(on, lamp, {
        corners: rectangle(s0, t0, s1, t1),
        cells: [Math.max(1, Math.round((s1 - s0) * fine)), 1],
        lift: 0.008,
      });
      continue;
    }
    const [low, high] = [lamp(middle[0], t0), lamp(middle[0], t1)];
    const radius =
      0.5 *
      Math.sqrt(
        (high[0] - low[0]) * (high[0] - low[0]) +
          (high[1] - low[1]) * (high[1] - low[1]) +
          (high[2] - low[2]) * (high[2] - low[2]),
      );
    disc(on, lamp, middle, radius, tag === 'chrome' ? 0.009 : 0.012, fineness.wheelSides / 2);
  }
}

/** Where the low beams start: the middles of the headlamps. */
export function headlampsOf(design: BodyDesign): readonly Vec3[] {
  const { headlamp } = design.face;
  const [x, y, z] = buildSkin(design, FAR).nose(lerp(headlamp.inner, headlamp.outer, 0.4), (headlamp.from + headlamp.to) / 2);
  return [1, -1].map((side) => {
    return [x - 0.02, side * y, z];
  });
}
