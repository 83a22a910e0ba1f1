/** The gate: whether labels still hold after a picture was repainted, by whatever repainted it. */
import type { ClassId } from '#contracts/scene';
import {
  type FrameValidity,
  type Hallucination,
  type SegmentValidity,
  VALIDITY_TESTS,
  type ValidityTest,
} from '#contracts/validity';
import type { Engine } from '#nn/engines/engine';
import type { Seen } from '../field/cells.js';
import { enlarged } from './blobs.js';
import { bordersOf, edgesKept } from './boundary.js';
import { intrudersOf } from './intruders.js';
import { kindTable, type NamedClass } from './kinds.js';
import type { SegmenterWeights } from './network.js';
import { reducedLabels } from './reduce.js';
import { openSegmenter, type Segmenter } from './segmenter.js';
import { type Segment, segmentsOf } from './segments.js';
import { silhouetteKept } from './silhouette.js';
import { standingOut, surroundingsOf } from './standing-out.js';
import { fewestOf, THRESHOLDS } from './thresholds.js';

export interface Gate {
  /**
   * The same bytes give the same verdict.
   * @param base, repainted sRGB bytes of the same size, three a pixel @param seen the base's truth
   */
  judge(base: Uint8Array, repainted: Uint8Array, seen: Seen): Promise<FrameValidity>;
  close(): Promise<void>;
}

export interface GateOptions {
  readonly engine: Engine;
  readonly segmenter: SegmenterWeights;
  /** The ontology's. */
  readonly classes: readonly NamedClass[];
}

export async function openGate({ engine, segmenter, classes }: GateOptions): Promise<Gate> {
  return gateWith(openSegmenter(engine, segmenter), classes);
}

/** The gate over any segmenter. */
export function gateWith(segmenter: Segmenter, classes: readonly NamedClass[]): Gate {
  const kindOf = kindTable(classes);
  const names: (ClassId | undefined)[] = [];
  for (const { id, index } of classes) names[index] = id;
  return {
    async judge(baseRgb, repaintedRgb, seen) {
      const { width, height } = seen;
      if (baseRgb.length !== 3 * width * height || repaintedRgb.length !== baseRgb.length)
        throw new RangeError(
          `pictures of ${baseRgb.length / 3} and ${repaintedRgb.length / 3} pixels, truth of ${width} x ${height}`,
        );
      const [base, repainted] = [baseRgb, repaintedRgb].map((rgb) => ({ width, height, rgb })) as [Picture, Picture];
      const { list, of } = segmentsOf(seen, names, kindOf);
      const borders = bordersOf(seen, { list, of });
      const [before, after] = [await segmenter.segment(base), await segmenter.segment(repainted)];
      const reduced = reducedLabels(of, seen, before, new Uint16Array(before.width * before.height));

      const segments = list.map((segment, index) =>
        judged(segment, {
          boundary: edgesKept(baseRgb, repaintedRgb, width, borders[index] as Int32Array),
          silhouette: silhouetteKept(before, after, reduced, list, index, seen),
          disappearance:
            segment.instance > 0 ? standingOut(base, repainted, surroundingsOf(seen, of, index, segment)) : undefined,
        }),
      );
      const [sx, sy] = [width / before.width, height / before.height];
      const hallucinations = intrudersOf(before, after, reduced, list, fewestOf).map(
        ({ kind, box, pixels }): Hallucination => ({
          class: kind,
          box: enlarged(box, sx, sy),
          pixels: Math.round(pixels.length * sx * sy),
        }),
      );
      const valid = hallucinations.length === 0 && segments.every(({ failed }) => failed.length === 0);
      return { segments, hallucinations, valid };
    },
    close: () => segmenter.close(),
  };
}

type Picture = Parameters<typeof standingOut>[0];

function judged(
  { instance, class: name, box, pixels, safety }: Segment,
  values: Readonly<Record<ValidityTest, number | undefined>>,
): SegmentValidity {
  const kind = safety ? 'safety' : instance > 0 ? 'body' : 'stuff';
  const measured: Partial<Record<ValidityTest, number>> = {};
  const failed: ValidityTest[] = [];
  for (const test of VALIDITY_TESTS) {
    const value = values[test];
    if (value === undefined) continue;
    measured[test] = value;
    if (value < THRESHOLDS[test][kind]) failed.push(test);
  }
  return { instance, class: name, box, pixels, safety, measured, failed };
}
