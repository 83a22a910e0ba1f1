/**
 * The denoiser: a U-Net over the coarse grid with v-prediction (Salimans & Ho 2022, arXiv 2202.00512). Blocks of 2 x 2 cells are folded into channels first, so that
 * most of the arithmetic happens at a quarter of the cells.
 */
import type { Tensor } from '#nn/graph/graph';
import { convolution, norm, projection } from '#nn/networks/blocks';
import { silu } from '#nn/ops/activation';
import { add } from '#nn/ops/arithmetic';
import { conv2d } from '#nn/ops/conv2d';
import { concat, reshape, spaceToDepth, transpose } from '#nn/ops/form';
import { matMul } from '#nn/ops/linear';
import { mean } from '#nn/ops/reduce';
import { averagePool, upsampleNearest } from '#nn/ops/resample';
import type { Parameters } from '#nn/parameters';
import { PLANES } from '../field/change.js';
import { GROUPS } from '../field/groups.js';

/** Planes of what the network is told of the frame: log light, contrast, groups, nearness, normal, whether there is a picture. */
export const FACTS = 3 + 1 + GROUPS.length + 1 + 3 + 1;
/** The planes of it that tell of depth and shape, which a photograph leaves open. */
export const GEOMETRY = [4 + GROUPS.length, FACTS - 1] as const;
export const TIME_WAVES = 16;
const FOLD = 2;
const HINT = 96;
/** Channels at a half, a quarter and an eighth of the cells' sides, unless said otherwise. */
export const CHANNELS = [64, 96, 128] as const;
/** Blocks start as next to nothing beside what goes past them. */
const QUIET = 0.1;

export interface DenoiserOptions {
  /** Channels at a half, a quarter and an eighth of the cells' sides. Default 64, 96, 128. */
  readonly channels?: readonly [number, number, number];
}

/**
 * @param noisy [N, 4, H, W], `facts` [N, FACTS, H, W], sides multiples of 8
 * @param hints [N, TIME_WAVES + prompt] time as waves, then the prompt
 * @returns v [N, 4, H, W]
 */
export function denoiser(
  p: Parameters,
  noisy: Tensor,
  facts: Tensor,
  hints: Tensor,
  { channels: [half, quarter, eighth] = CHANNELS }: DenoiserOptions = {},
): Tensor {
  const wide = matMul(hints, p.matrix('hint.wide', [hints.shape[1] as number, HINT]));
  const hint = silu(add(wide, reshape(p.vector('hint.offset', HINT, 0), [1, HINT])));
  const enter = convolution(p, 'enter', spaceToDepth(concat([noisy, facts], 1), FOLD), { channels: half });
  const a = block(p, 'half.down', enter, hint);
  const b = block(p, 'quarter.down', projection(p, 'quarter.enter', averagePool(a, 2), quarter), hint);
  const deep = projection(p, 'eighth.enter', averagePool(b, 2), eighth);
  const c = block(p, 'eighth.one', deep, hint);
  const d = block(p, 'eighth.two', add(c, projection(p, 'eighth.whole', mean(c, [2, 3]), eighth)), hint, 2);
  const e = block(p, 'quarter.up', add(upsampleNearest(projection(p, 'quarter.leave', d, quarter), 2), b), hint);
  const f = block(p, 'half.up', add(upsampleNearest(projection(p, 'half.leave', e, half), 2), a), hint);
  const last = block(p, 'half.last', f, hint);
  const planes = PLANES * FOLD * FOLD;
  const shaped = projection(p, 'out.shaped', silu(norm(p, 'out.norm', last)), planes, QUIET);
  // Norms take away how light a picture is as a whole, which a good part of the noise is: it goes past them.
  return unfold(add(shaped, projection(p, 'out.level', last, planes, QUIET)));
}

/** x + two convolutions of it, told the time and the prompt between them. */
function block(p: Parameters, name: string, x: Tensor, hint: Tensor, dilation = 1): Tensor {
  const channels = x.shape[1] as number;
  const n = x.shape[0] as number;
  const told = reshape(matMul(hint, p.matrix(`${name}.hint`, [HINT, channels])), [n, channels, 1, 1]);
  const first = add(convolution(p, `${name}.first`, silu(norm(p, `${name}.norm1`, x)), { channels, dilation }), told);
  const second = conv2d(
    silu(norm(p, `${name}.norm2`, first)),
    p.kernel(`${name}.second.kernel`, [channels, channels, 3, 3], QUIET),
  );
  return add(x, second);
}

/** The other way round of `spaceToDepth`. */
function unfold(x: Tensor): Tensor {
  const [n, c, h, w] = x.shape as [number, number, number, number];
  const planes = c / (FOLD * FOLD);
  const apart = reshape(x, [n, FOLD, FOLD, planes, h, w]);
  return reshape(transpose(apart, [0, 3, 4, 1, 5, 2]), [n, planes, h * FOLD, w * FOLD]);
}
