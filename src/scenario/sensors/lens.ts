/** A camera's lens, where it is no pinhole. */
import { usageError } from '#core/errors';
import type { Distortion, Projection } from '#core/lens';
import { focalForField } from '#core/lens/field';
import { degrees } from '#core/math';
import type { Draw } from '../draw/values.js';
import { list, may, need, oneKey, record } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { type Value, value } from '../language/value.js';
import { numbers, stated } from './kind.js';

const radial = (power: string) => value(`Radial distortion, factor of ${power}.`, 'number', { least: -10, most: 10 });
const tangential = value('Tangential distortion.', 'number', { least: -1, most: 1 });
const denominator = may(value('Radial distortion, denominator.', 'number', { least: -10, most: 10 }));

const lens = oneKey('a lens', {
  fisheye: record("Kannala's and Brandt's fisheye, OpenCV's coefficients; equidistant without any", {
    k1: may(radial('theta^2')),
    k2: may(radial('theta^4')),
    k3: may(radial('theta^6')),
    k4: may(radial('theta^8')),
  }),
  'brown-conrady': record("Brown's and Conrady's lens, OpenCV's coefficients", {
    k1: need(radial('r^2')),
    k2: may(radial('r^4')),
    p1: may(tangential),
    p2: may(tangential),
    k3: may(radial('r^6')),
    k4: denominator,
    k5: denominator,
    k6: denominator,
  }),
});

function drawLens(tree: Read<typeof lens>, draw: Draw): Distortion {
  const number = numbers(draw);
  const { value: c } = tree;
  const [k1, k2, k3] = [number(c.k1, 0), number(c.k2, 0), number(c.k3, 0)];
  if (tree.type === 'fisheye') return { model: 'fisheye', k1, k2, k3, k4: number(tree.value.k4, 0) };
  const { p1, p2, k4, k5, k6 } = tree.value;
  const under = stated({ k4: k4 && draw.number(k4), k5: k5 && draw.number(k5), k6: k6 && draw.number(k6) });
  return { model: 'brown-conrady', k1, k2, p1: number(p1, 0), p2: number(p2, 0), k3, ...under };
}

/** Keys that say how directions fall onto a picture, and what is drawn. */
export const optics = {
  fov: may(value('Horizontal field of view of the picture as written; 60 deg.', 'angle', { least: 0.02, most: 3.9 })),
  lens: may(lens),
  focal: may(value('Focal length in px, instead of fov.', 'number', { least: 1 })),
  center: may(list('principal point in px, x and y; the middle', value('px', 'number'))),
  near: may(value('Nearest distance drawn; 0.1 m.', 'length', { least: 0.01 })),
  far: may(value('Farthest distance drawn; 1000 m.', 'length', { least: 1, most: 5000 })),
};

/** What of a camera's keys says how directions fall onto its picture. */
export interface OpticsTree {
  readonly fov?: Value;
  readonly focal?: Value;
  readonly center?: readonly Value[];
  readonly lens?: Read<typeof lens>;
}

/** @throws NearmissError NM2024 when the lens does not see that wide */
export function drawProjection(
  what: string,
  tree: OpticsTree,
  size: { readonly width: number; readonly height: number },
  draw: Draw,
): Projection {
  const number = numbers(draw);
  const middle = { ...size, cx: number(tree.center?.[0], size.width / 2), cy: number(tree.center?.[1], size.height / 2) };
  const distortion = tree.lens === undefined ? undefined : drawLens(tree.lens, draw);
  const field = number(tree.fov, Math.PI / 3);
  const focal = tree.focal === undefined ? focalForField(middle, distortion, field) : draw.number(tree.focal);
  if (focal === undefined)
    throw usageError(
      'NM2024',
      `the lens of ${what} does not see ${degrees(field).toFixed(1)} deg`,
      'give less fov, milder distortion, or a fisheye',
    );
  return { ...middle, fx: focal, fy: focal, ...(distortion === undefined ? {} : { lens: distortion }) };
}
