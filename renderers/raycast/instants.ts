/** The instants at which a sweep looks at the world. */
import type { FrameState } from '#contracts/frame';
import type { SweepRequest } from '#contracts/rays';

/** Instants of a sweep: `fromNs + k * stepNs`, and the same again `laterNs` later. */
export interface Instants {
  readonly request: SweepRequest;
  readonly count: number;
  readonly middle: number;
  now(k: number): FrameState;
  later(k: number): FrameState;
  /** The nearest one's number. */
  nearest(timeNs: number): number;
}

export function instantsOf(request: SweepRequest): Instants {
  const { fromNs, untilNs, stepNs, laterNs } = request;
  const count = 1 + Math.ceil((untilNs - fromNs) / stepNs);
  const known = [new Map<number, FrameState>(), new Map<number, FrameState>()] as const;
  const at = (k: number, which: 0 | 1): FrameState => {
    const found = known[which].get(k) ?? request.at(fromNs + k * stepNs + which * laterNs);
    known[which].set(k, found);
    return found;
  };
  return {
    request,
    count,
    middle: count >> 1,
    now: (k) => at(k, 0),
    later: (k) => at(k, 1),
    nearest: (timeNs) => Math.min(count - 1, Math.max(0, Math.round((timeNs - fromNs) / stepNs))),
  };
}
