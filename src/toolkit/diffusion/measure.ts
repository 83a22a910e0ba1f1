/** How near the pass comes to a style domain: held-out views, in cells. */
import { randomRoot } from '#core/random';
import type { Look } from '#diffusion/field/cells';
import { type DomainReport, domainReport } from '#diffusion/measure/domain';
import { type SegmentLook, segmentLooks } from '#diffusion/measure/segments';
import { shifted } from '#diffusion/measure/shifted';
import { varietyOf } from '#diffusion/measure/variety';
import { putFacts } from '#diffusion/model/facts';
import { decodeModel } from '#diffusion/model/model';
import { FACTS } from '#diffusion/model/network';
import { openPredictor } from '#diffusion/model/predictor';
import { sample } from '#diffusion/model/sampler';
import { settled } from '#diffusion/model/settled';
import { labelNoise } from '#diffusion/noise/label-noise';
import type { RepaintOptions } from '#diffusion/repainter';
import { type EngineOptions, openEngine } from '#nn/engines/choose';
import { readGiven } from './given.js';
import { readViews } from './views.js';

/** Which style of a view is repainted; those after are the domain. */
export const BASES = { plain: 0, own: 1 } as const;
const LENT = 2;

export interface MeasureOptions extends Omit<RepaintOptions, 'prompt'> {
  readonly views: string;
  readonly heldOut: number;
  readonly model: string;
  /** Views in the plain style, or as their scenarios have them. */
  readonly from: keyof typeof BASES;
  readonly seed: string;
  readonly engine: EngineOptions;
}

export interface PassReport extends DomainReport {
  /** Mean distance of segments' log light between repainted looks of a view, and between the styles that it was drawn in. */
  readonly variety: readonly [repainted: number, domain: number];
}

/** Looks repainted towards the styles that draws of other scenarios lent to the views; each style's own words said. */
export async function measurePass(options: MeasureOptions): Promise<PassReport> {
  const { seed, guidance } = options;
  const views = await readViews(options.views, options.heldOut, 'held-out');
  const model = decodeModel(await readGiven(options.model), options.model);
  const { engine } = await openEngine(options.engine);
  const [repainted, untouched]: SegmentLook[][] = [[], []];
  // By their rank among a view's: each view's come from draws of their own.
  const domain: SegmentLook[][] = [];
  const variety: [number, number] = [0, 0];
  const add = (to: SegmentLook[] | undefined, more: readonly SegmentLook[]): void => void to?.push(...more);
  const { width, height } = (views[0] as (typeof views)[number]).view.cells.grid;
  const predictor = await openPredictor(engine, model, height, width);
  try {
    for (const [i, { view }] of views.entries()) {
      const { cells, styles } = view;
      const { look: own, extinctionPerM } = styles[BASES[options.from]] as (typeof styles)[number];
      const facts = new Float32Array(FACTS * cells.segment.length);
      putFacts(cells, own, facts);
      add(untouched, segmentLooks(cells, own));
      const looks: [SegmentLook[][], SegmentLook[][]] = [[], []];
      for (const [k, { look, prompt }] of styles.slice(LENT).entries()) {
        const noise = labelNoise(cells, randomRoot(seed).child(i).child(k), model.card.spectrum);
        const change = await sample(noise, options, predictor.for(facts, prompt, guidance));
        const made: Look = shifted(own, settled(change, cells, own, extinctionPerM, model.card.spectrum));
        looks[0].push([...segmentLooks(cells, made)]);
        looks[1].push([...segmentLooks(cells, look)]);
      }
      add(repainted, looks[0].flat());
      for (const [k, lent] of looks[1].entries()) domain[k] = [...(domain[k] ?? []), ...lent];
      variety[0] += varietyOf(looks[0]) / views.length;
      variety[1] += varietyOf(looks[1]) / views.length;
    }
  } finally {
    await predictor.release();
  }
  return { ...domainReport(repainted ?? [], untouched ?? [], domain), variety };
}
