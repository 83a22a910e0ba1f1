/** Whether the queue can be reached, by all who ask it. */
import type { WorkerEvent } from '#contracts/farm';

export type ReachEvent = Extract<WorkerEvent, { type: 'away' | 'back' }>;

export interface Reach {
  on(event: ReachEvent): void;
  readonly away: boolean;
}

/** @param told what changes: each lane of a worker finds out by itself */
export function openReach(told: (event: ReachEvent) => void): Reach {
  let away = false;
  return {
    on(event) {
      const before = away;
      away = event.type === 'away';
      if (away !== before) told(event);
    },
    get away() {
      return away;
    },
  };
}

export function isOfReach(event: WorkerEvent): event is ReachEvent {
  return event.type === 'away' || event.type === 'back';
}
