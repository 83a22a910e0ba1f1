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
import { type Blob, enlarged } from '../field/blobs.js';
import type { Seen } from '../field/cells.js';
import { bordersOf, edgesKept } from './boundary.js';
import { detailKept, pixelsIn, pointsOf } from './detail.js';
import { intrudersOf } from './intruders.js';
import { kindTable, type NamedClass } from './kinds.js';
import type { Extent, SegmenterWeights } from './network.js';
import { outlinesOf } from './outlines.js';
import { type Picture, reducedLabels } from './reduce.js';
import { openSegmenter, type Segmentation, type Segmenter } from './segmenter.js';
import { type Segment, segmentsOf } from './segments.js';
import { silhouetteKept } from './silhouette.js';
import { standingOut, surroundingsOf } from './standing-out.js';
import { fewestOf, SAME_DETAIL, THRESHOLDS } from './thresholds.js';

export interface Gate {
  /**
   * The same bytes give the same verdict. What is known of a base is kept while it is asked about with the same arrays: nobody may write into them.
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

/** What follows from a base and its truth alone. */
interface Known extends ReturnType<typeof segmentsOf> {
  readonly borders: ReturnType<typeof bordersOf>;
  readonly before: Segmentation;
  readonly reduced: Uint16Array;
}

/** The gate over any segmenter. */
export function gateWith(segmenter: Segmenter, classes: readonly NamedClass[]): Gate {
  const kindOf = kindTable(classes);
  const names: (ClassId | undefined)[] = [];
  for (const { id, index } of classes) names[index] = id;
  /** Of the base that was asked about last: a picture that is refused is painted again from the same one. */
  let last: { readonly rgb: Uint8Array; readonly seen: Seen; readonly known: Promise<Known> } | undefined;
  const knownOf = (rgb: Uint8Array, seen: Seen): Promise<Known> => {
    if (last?.rgb !== rgb || last.seen !== seen) last = { rgb, seen, known: known(rgb, seen) };
    return last.known;
  };
  async function known(rgb: Uint8Array, seen: Seen): Promise<Known> {
    const { list, of } = segmentsOf(seen, names, kindOf);
    const before = await segmenter.segment({ width: seen.width, height: seen.height, rgb });
    const reduced = reducedLabels(of, seen, before, new Uint16Array(before.width * before.height));
    return { list, of, borders: bordersOf(seen, { list, of }), before, reduced };
  }
  return {
    async judge(baseRgb, repaintedRgb, seen) {
      const { width, height } = seen;
      if (baseRgb.length !== 3 * width * height || repaintedRgb.length !== baseRgb.length)
        throw new RangeError(
          `pictures of ${baseRgb.length / 3} and ${repaintedRgb.length / 3} pixels, truth of ${width} x ${height}`,
        );
      const [base, repainted] = [baseRgb, repaintedRgb].map((rgb) => ({ width, height, rgb })) as [Picture, Picture];
      const { list, of, borders, before, reduced } = await knownOf(baseRgb, seen);
      const after = await segmenter.segment(repainted);

      const [sx, sy] = [width / before.width, height / before.height];
      const outlines = outlinesOf(base, repainted, of, list.length);
      const repaintedOver = (index: number, segment: Segment) => (): boolean =>
        detailKept(base, repainted, pointsOf(of, index, segment, seen)) < SAME_DETAIL;
      const overpainted = ({ box }: Blob): boolean =>
        detailKept(base, repainted, pixelsIn(enlarged(box, sx, sy), seen)) < SAME_DETAIL;
      const segments = list.map((segment, index) =>
        judged(segment, repaintedOver(index, segment), {
          boundary: edgesKept(baseRgb, repaintedRgb, width, borders[index] as Int32Array),
          silhouette: silhouetteKept(before, after, reduced, list, index, seen),
          disappearance:
            segment.instance > 0 ? standingOut(base, repainted, surroundingsOf(seen, of, index, segment)) : undefined,
        }),
      );
      const hallucinations = [
        ...intrudersOf(before, after, reduced, list, fewestOf)
          .filter(overpainted)
          .map((found) => hallucination(found.kind, found, before, seen)),
        ...outlines.found.map((found) => hallucination('unknown', found, outlines, seen)),
      ];
      const valid = hallucinations.length === 0 && segments.every(({ failed }) => failed.length === 0);
      return { segments, hallucinations, valid };
    },
    close: () => segmenter.close(),
  };
}

function hallucination(name: string, { box, pixels }: Blob, reduced: Extent, full: Extent): Hallucination {
  const [sx, sy] = [full.width / reduced.width, full.height / reduced.height];
  return { class: name, box: enlarged(box, sx, sy), pixels: Math.round(pixels.length * sx * sy) };
}

/** @param repaintedOver whether other detail is there now: else the network's change of mind doesn't count */
function judged(
  { instance, class: name, box, pixels, safety }: Segment,
  repaintedOver: () => boolean,
  values: Readonly<Record<ValidityTest, number | undefined>>,
): SegmentValidity {
  const kind = safety ? 'safety' : instance > 0 ? 'body' : 'stuff';
  const measured: Partial<Record<ValidityTest, number>> = {};
  const failed: ValidityTest[] = [];
  for (const test of VALIDITY_TESTS) {
    const value = values[test];
    if (value === undefined) continue;
    measured[test] = value;
    if (value < THRESHOLDS[test][kind] && (test !== 'silhouette' || repaintedOver())) failed.push(test);
  }
  return { instance, class: name, box, pixels, safety, measured, failed };
}
