/** Why a repainted frame is dropped, as violations: a code each, the body named. */
import type { InvariantInfo, Violation } from '#contracts/audit';
import type { FrameValidity, SegmentValidity } from '#contracts/validity';

const labelsHold: InvariantInfo = {
  code: 'ND01',
  title: 'labels hold in the repainted picture',
  about:
    'Only of frames that the diffusion pass repaints: edges still lie on the label’s borders, an independent segmenter still finds its silhouette, and it still stands out, each as far as the rendered picture shows it.',
};
const nothingAppeared: InvariantInfo = {
  code: 'ND02',
  title: 'nothing without a label appeared in the repainted picture',
  about:
    'Only of frames that the diffusion pass repaints: nothing like a person, an animal or a vehicle is seen where no such label is.',
};
export const REFUSALS: readonly InvariantInfo[] = [labelsHold, nothingAppeared];

/** @param nameOf id of the body of an instance; undefined where none is known */
export function refusalsOf(
  { segments, hallucinations }: FrameValidity,
  nameOf: (instance: number) => string | undefined,
): readonly Violation[] {
  return [
    ...segments
      .filter(({ failed }) => failed.length > 0)
      .map((segment): Violation => {
        const object = nameOf(segment.instance);
        return {
          code: labelsHold.code,
          invariant: labelsHold.title,
          ...(object === undefined ? {} : { object }),
          detail: failureOf(segment),
        };
      }),
    ...hallucinations.map(({ class: name, box, pixels }): Violation => {
      const place = `${box.width}x${box.height} at ${box.x},${box.y}`;
      return {
        code: nothingAppeared.code,
        invariant: nothingAppeared.title,
        detail: `something like ${name}, ${pixels} px, ${place}`,
      };
    }),
  ];
}

function failureOf({ class: name, instance, pixels, failed, measured }: SegmentValidity): string {
  const figures = failed.map((test) => `${test} ${(measured[test] ?? Number.NaN).toFixed(3)}`);
  return `${name}${instance === 0 ? '' : ` ${instance}`}, ${pixels} px: ${figures.join(', ')}`;
}
