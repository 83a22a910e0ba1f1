/** What stands still in a replay: lanes and solids near the ways of the actors. */
import type { CaseTracks } from '#contracts/validation';
import { cos, sin } from '#core/math';
import { figure } from '../figures.js';
import { type Markup, markup } from '../markup.js';
import { px } from './scale.js';
import { type Box, grown, within } from './view.js';

type Point = readonly [x: number, y: number];

/** What is seen beyond the ways of the actors when the picture follows one of them, m. */
const BEYOND = 30;
const MAX_SOLIDS = 120;
const MAX_LANE_POINTS = 320;

export function groundOf({ lanes, solids }: CaseTracks, whole: Box): Markup {
  const seen = grown(whole, BEYOND);
  const each = Math.max(8, Math.floor(MAX_LANE_POINTS / Math.max(1, lanes.length)));
  const lines = lanes
    .map(({ width, points }) => ({ width, path: linePath(points, seen, each) }))
    .filter(({ path }) => path !== '');
  const roads = lines.map(({ width, path }) => markup`<path class="lane" stroke-width="${figure(width)}" d="${path}"/>`);
  const near = solids.filter(([x, y]) => within(seen, [x, -y])).slice(0, MAX_SOLIDS);
  const blocks = near.length === 0 ? undefined : markup`<path class="solid" d="${near.map(solidPath).join('')}"/>`;
  return markup`${roads}${blocks}`;
}

/** The stretches that lie within, each with the point before and after; no more than about `max` points. */
function linePath(points: readonly Point[], seen: Box, max: number): string {
  const turned = points.map(([x, y]): Point => [x, -y]);
  const kept = turned.map((point, i) =>
    [turned[i - 1], point, turned[i + 1]].some((near) => near !== undefined && within(seen, near)),
  );
  const stride = Math.max(1, Math.ceil(kept.filter(Boolean).length / max));
  let pen = 'M';
  let path = '';
  turned.forEach(([x, y], i) => {
    const ends = kept[i - 1] !== true || kept[i + 1] !== true;
    if (kept[i] !== true) pen = 'M';
    else if (ends || i % stride === 0) {
      path += `${pen}${px(x)} ${px(y)}`;
      pen = 'L';
    }
  });
  return path;
}

function solidPath([x, y, heading, length, width]: CaseTracks['solids'][number]): string {
  const [c, s] = [cos(-heading), sin(-heading)];
  const corner = (along: number, aside: number): string =>
    `${px(x + 0.5 * (along * length * c - aside * width * s))} ${px(-y + 0.5 * (along * length * s + aside * width * c))}`;
  return `M${corner(1, 1)}L${corner(1, -1)}L${corner(-1, -1)}L${corner(-1, 1)}Z`;
}
