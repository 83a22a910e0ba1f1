/** One training from its first step, or from a checkpoint, to its last. */
import { usageError } from '#core/errors';
import type { Values } from './engines/engine.js';
import { cosineRate } from './schedule.js';
import type { Trainer, TrainingState } from './training.js';

export interface LoopOptions {
  readonly steps: number;
  /** Highest learning rate. */
  readonly rate: number;
  /** Inputs of a step, from 0: they follow from its number alone. */
  batch(step: number): Promise<Readonly<Record<string, Values>>>;
  /** After each step; `loss` is the batch's. */
  onStep(state: TrainingState, loss: number): Promise<void> | void;
  readonly signal: AbortSignal;
}

const WARM_UP = 50;

/** @returns the state after the last step, or where the signal stopped it. @throws NearmissError NM8108 when the loss is no number. */
export async function train(trainer: Trainer, start: TrainingState, options: LoopOptions): Promise<TrainingState> {
  const { steps, rate, signal } = options;
  const warmUp = Math.min(WARM_UP, Math.floor(steps / 10));
  let state = start;
  // The next batch is made ready while this one trains.
  let next = state.step < steps ? options.batch(state.step) : undefined;
  while (next !== undefined && !signal.aborted) {
    const inputs = await next;
    next = state.step + 1 < steps ? options.batch(state.step + 1) : undefined;
    const stepped = await trainer.step(state, inputs, cosineRate(rate, state.step, steps, warmUp));
    if (!Number.isFinite(stepped.loss)) throw diverged(stepped.state.step);
    state = stepped.state;
    await options.onStep(state, stepped.loss);
  }
  await next?.catch(() => undefined);
  return state;
}

function diverged(step: number) {
  return usageError('NM8108', `training lost its way at step ${step}: the loss is no number`, 'try a lower --rate');
}
