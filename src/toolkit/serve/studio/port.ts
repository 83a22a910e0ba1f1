/** Where pictures and measurements of a live stream are made: here, or in a thread of its own so that nobody waits at the door meanwhile. */
import type { DatasetPlan } from '#contracts/job';
import type { ObservationInstant } from '#contracts/run';

export interface StudioOrder {
  readonly plan: DatasetPlan;
  /** All of a run, not the part alone that its scenario captures. */
  readonly whole: boolean;
  readonly pictures: 'jpeg' | 'png';
  readonly backend?: string;
}

/** A message by its topic; those of one instant in the order of topics. */
export interface Made {
  readonly topic: string;
  readonly timeNs: number;
  readonly sensor: string;
  readonly data: Uint8Array;
}

export interface Studio {
  /** How much it can work on at once. */
  readonly ahead: number;
  /** Sets that draw up, and tries everything once: a first picture takes longer than all others. @throws NearmissError */
  load(seed: string, draw: number): Promise<void>;
  /** Of the run that is loaded. @param topics those of that sensor that somebody wants */
  work(instant: ObservationInstant, topics: readonly string[]): Promise<readonly Made[]>;
  close(): Promise<void>;
}
