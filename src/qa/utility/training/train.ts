/** One training from its first step, or from a checkpoint, to its last. */
import { usageError } from '#core/errors';
import { type RandomStream, randomRoot } from '#core/random';
import { cosineRate } from '#nn/schedule';
import type { Trainer, TrainingState } from '#nn/training';
import type { Feed } from './feed.js';
import type { TrainingOptions } from './options.js';

/** All chance of one seed; the same for every row, so that rows start from the same weights. */
export function streamOf(seed: string, index: number): RandomStream {
  return randomRoot(seed).child('utility').child(index);
}

export interface TrainHooks {
  /** After each step; `loss` is the batch's. */
  onStep(state: TrainingState, loss: number): Promise<void> | void;
  readonly signal: AbortSignal;
}

const WARM_UP = 50;

/** @returns the state after the last step, or where the signal stopped it. @throws NearmissError NM8108 when the loss is no number. */
export async function train(
  trainer: Trainer,
  feed: Feed,
  { steps, rate }: Pick<TrainingOptions, 'steps' | 'rate'>,
  start: TrainingState,
  { onStep, signal }: TrainHooks,
): Promise<TrainingState> {
  const warmUp = Math.min(WARM_UP, Math.floor(steps / 10));
  let state = start;
  // The next batch is made ready while this one trains.
  let next = state.step < steps ? feed.batch(state.step) : undefined;
  while (next !== undefined && !signal.aborted) {
    const batch = await next;
    next = state.step + 1 < steps ? feed.batch(state.step + 1) : undefined;
    const inputs = { pictures: batch.pictures, labels: batch.labels };
    const stepped = await trainer.step(state, inputs, cosineRate(rate, state.step, steps, warmUp));
    if (!Number.isFinite(stepped.loss)) throw diverged(stepped.state.step);
    state = stepped.state;
    await onStep(state, stepped.loss);
  }
  await next?.catch(() => undefined);
  return state;
}

function diverged(step: number) {
  return usageError('NM8108', `training lost its way at step ${step}: the loss is no number`, 'try a lower --rate');
}
