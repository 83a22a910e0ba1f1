/** What conditions, actions and controllers may see and do. */
import type { FrameEvent, Gust, Medium } from '#contracts/frame';
import type { Place } from '#contracts/place';
import type { ConcreteScenario } from '#contracts/scenario';
import type { Vec3 } from '#core/pose';
import type { Body, Motion } from './body.js';
import type { FlatBox } from './geometry/boxes.js';
import type { Snapshot } from './snapshot.js';

/** A condition as a number: below zero it does not hold, from zero on it does. Continuous where the condition measures something. */
export type Measure = (snapshot: Snapshot) => number;

export interface Context {
  readonly scenario: ConcreteScenario;
  readonly place: Place;
  readonly solids: readonly FlatBox[];
  readonly bodies: readonly Body[];
  readonly medium: Medium;
  /** @throws when no body is called that. */
  indexOf(id: string): number;
  /** When the event (or `contact`) happened, s. */
  readonly happened: ReadonlyMap<string, number>;
  /** Whether two bodies touch now. */
  touching(a: number, b: number | 'any'): boolean;
}

/** Changes that take effect at one instant. */
export interface Stage extends Context {
  readonly now: Snapshot;
  setMotion(index: number, motion: Motion): void;
  addGust(gust: Gust): void;
  /** Runs `then` once the measure reaches zero. */
  watch(name: string, measure: Measure, then: (stage: Stage) => void): void;
  record(event: Omit<FrameEvent, 'timeNs'>): void;
  /** All that the event of that name does has been done. */
  end(name: string): void;
  windAt(position: Vec3, time: number): Vec3;
}
