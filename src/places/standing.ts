/** What features block: the boxes that eyes and bodies can't pass. */
import type { Feature, Solid } from '#contracts/place';
import { quatFromHeadingPitchRoll } from '#core/pose';

/** Trunks block with this share of their crown's width. */
const TRUNK_SHARE = 0.12;

export function solidsOf(features: readonly Feature[]): Solid[] {
  return features.flatMap((feature) => {
    const [length, width, height] = feature.size;
    const share = blockingShare(feature.kind);
    if (share === 0) return [];
    const [x, y] = feature.position;
    return [
      {
        worldFromBox: { position: [x, y, height / 2], orientation: quatFromHeadingPitchRoll(feature.heading) },
        size: [length * share, width * share, height],
      },
    ];
  });
}

function blockingShare(kind: string): number {
  if (/^(building|tower|wall|fence-board|billboard)/.test(kind)) return 1;
  if (/^(tree(?!-grate|-far)|conifer(?!-far)|pine)/.test(kind)) return TRUNK_SHARE;
  return 0;
}
