/** How fine a picture may be so that it moves: learnt from how long the last ones took. */

export interface Fineness {
  /** Of the width that there is room for, 0..1. */
  share(): number;
  took(ms: number, width: number): void;
}

/** What a picture may take while it moves, ms. */
const AIM_MS = 70;
const STEPS = [0.25, 0.375, 0.5, 0.75, 1] as const;

export function createFineness(): Fineness {
  let step = 2;
  let recent: number[] = [];
  let width = 0;
  return {
    share: () => STEPS[step] as number,
    took(ms, wide) {
      // The first pictures of a size make what the others have already.
      if (wide !== width) recent = [];
      width = wide;
      recent.push(ms);
      if (recent.length < 4) return;
      const median = recent.toSorted((a, b) => a - b)[Math.floor(recent.length / 2)] as number;
      if (median > 1.5 * AIM_MS) step = Math.max(0, step - 1);
      else if (median < 0.4 * AIM_MS) step = Math.min(STEPS.length - 1, step + 1);
      recent = [];
    },
  };
}
