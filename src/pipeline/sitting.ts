/** A sample in the making: what everybody who works on it shares. */
import type { AuditSession, Quarantined } from '#contracts/audit';
import type { Sensor } from '#contracts/rig';
import type { Run } from '#contracts/run';
import type { ConcreteActor } from '#contracts/scenario';
import type { Span } from '#contracts/span';
import type { SampleWriter, Sink } from '#contracts/writer';
import type { BoundedQueue } from './bounded-queue.js';
import type { Shard, StageTimes } from './ports.js';
import type { Repainting } from './repaint.js';
import type { WriterSpans } from './spans.js';
import type { BusyClock } from './timing.js';

export interface Sitting {
  readonly shard: Shard;
  readonly sample: string;
  readonly run: Run;
  readonly writers: readonly SampleWriter[];
  readonly sink: Sink;
  readonly audit: AuditSession;
  /** Frames that contradict themselves, as they are found. */
  readonly quarantined: Quarantined[];
  /** Missing where pictures stay as they are drawn. */
  readonly repainting?: Repainting;
  readonly queue: BoundedQueue;
  readonly times: StageTimes;
  /** Wall time over all frames in flight: of the renderer, and of the writers. */
  readonly rendering: BusyClock;
  readonly encoding: BusyClock;
  /** The sample's own span; missing where nobody watches. */
  readonly span?: Span;
  readonly writing: WriterSpans;
}

export function carrierOf(run: Run, sensorId: string): { readonly actor: ConcreteActor; readonly sensor: Sensor } {
  for (const actor of run.scenario.actors) {
    const sensor = actor.sensors.find((candidate) => candidate.id === sensorId);
    if (sensor !== undefined) return { actor, sensor };
  }
  throw new Error(`no actor carries a sensor called ${sensorId}`);
}
