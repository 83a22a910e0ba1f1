/** What a comparison is made of. */
import { hashOf, type Json } from '#core/hash';
import type { Dataset } from '../datasets/dataset.js';
import type { Row, TrainingOptions } from './training/options.js';

export interface UtilityPlan {
  readonly rows: readonly Row[];
  readonly test: readonly Dataset[];
  readonly training: TrainingOptions;
  readonly seeds: number;
  /** Resamplings of the test pictures. */
  readonly rounds: number;
  /** Test pictures to draw, a row. */
  readonly overlays: number;
}

/** All that decides the outcome, apart from the pictures' content and the engine; what a resumed run must agree with. */
export function describePlan({ rows, test, training, seeds }: UtilityPlan): { readonly [key: string]: Json } {
  const { classes, size, steps, batch, rate, weighting, seed } = training;
  return {
    format: 1,
    rows: rows.map(({ name, sources }) => ({
      name,
      sources: sources.map(({ dataset, pictures }) => ({ folder: dataset.folder, ...listed(pictures) })),
    })),
    test: test.map(({ folder, pictures }) => ({ folder, ...listed(pictures) })),
    classes: { name: classes.name, sha256: hashOf(classes) },
    size: `${size.width}x${size.height}`,
    steps,
    batch,
    rate,
    weighting,
    seed,
    seeds,
  };
}

function listed(pictures: readonly { readonly id: string }[]): { readonly pictures: number; readonly idsSha256: string } {
  return { pictures: pictures.length, idsSha256: hashOf(pictures.map(({ id }) => id)) };
}
