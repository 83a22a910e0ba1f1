/** A message as it is told to clients, and the topics there are. */
import type { Keeping } from './outbox.js';

export interface Topic {
  readonly topic: string;
  readonly schemaName: string;
  /** A serialised FileDescriptorSet. */
  readonly schema: Uint8Array;
}

export interface Told {
  /** Index into the topics; of messages of one time the lower ones come first. */
  readonly channel: number;
  /** Simulation time at which it is there. */
  readonly timeNs: number;
  /** Breaks ties: the same in every run. */
  readonly sensor: string;
  readonly data: Uint8Array;
  readonly keeping: Keeping;
  /** Who comes later gets the last message of that name of each topic. */
  readonly latch?: string;
}

export function inTime(a: Told, b: Told): number {
  return a.timeNs - b.timeNs || a.channel - b.channel || (a.sensor < b.sensor ? -1 : a.sensor > b.sensor ? 1 : 0);
}
