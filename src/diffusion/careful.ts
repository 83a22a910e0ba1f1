/** Repainting that looks at what it did: where labels no longer hold it is tried again, less strongly, and given up in the end. */
import type { Attempt, Outcome } from '#contracts/repaint';
import type { FrameValidity } from '#contracts/validity';
import type { RandomStream } from '#core/random';
import type { Seen } from './field/cells.js';
import type { Frame, Repainter, RepaintOptions } from './repainter.js';

/** Says whether labels still hold. */
export interface Judge {
  /** @param base, repainted sRGB bytes of the same size, three a pixel @param seen the base's truth */
  judge(base: Uint8Array, repainted: Uint8Array, seen: Seen): Promise<FrameValidity>;
}

export interface Repainted extends Attempt {
  readonly outcome: Outcome;
  /** Of the last attempt. */
  readonly rgb: Uint8Array;
  /** Attempts before, at higher strengths. */
  readonly refused: readonly Attempt[];
}

/** Factors on the strength that was asked for, one attempt each. */
export const RETRIES = [1, 0.6, 0.36] as const;

/** Every attempt starts from the same noise. @param options.strength over 0 @param random of the sample */
export function repaintCarefully(
  repainter: Repainter,
  judge: Judge,
  frame: Frame,
  options: RepaintOptions,
  random: RandomStream,
): Promise<Repainted> {
  const attempt = async (k: number, refused: readonly Attempt[]): Promise<Repainted> => {
    const strength = options.strength * (RETRIES[k] as number);
    const rgb = await repainter.repaint(frame, { ...options, strength }, random.child('attempt'));
    const validity = await judge.judge(frame.rgb, rgb, frame.seen);
    const made = { strength, validity, rgb, refused };
    if (validity.valid) return { outcome: k === 0 ? 'kept' : 'repaired', ...made };
    if (k === RETRIES.length - 1) return { outcome: 'dropped', ...made };
    return attempt(k + 1, [...refused, { strength, validity }]);
  };
  return attempt(0, []);
}
