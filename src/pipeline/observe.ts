/** What the other sensors measure, in the order of time, between the pictures. */
import { bodyPoses, type Observation } from '#contracts/observation';
import type { ObservationInstant } from '#contracts/run';
import type { SensorSession } from '#contracts/sensor';
import type { Span } from '#contracts/span';
import { randomRoot } from '#core/random';
import type { Shard } from './ports.js';
import { carrierOf, type Sitting } from './sitting.js';
import { spanning } from './spans.js';
import { timed } from './timing.js';

export interface Observer {
  /** Measures and writes all that falls before or on that time. @param whole what it is a part of; missing where nobody watches */
  upTo(timeNs: number, whole?: Span): Promise<void>;
}

export function openObserver(sitting: Sitting): Observer {
  const { shard, run, sample, times } = sitting;
  const sessions = new Map<string, SensorSession>();
  const sessionOf = (id: string): SensorSession => {
    const known = sessions.get(id) ?? openSession(sitting, id);
    sessions.set(id, known);
    return known;
  };
  const measure = async ({ sensor, index, timeNs: at }: ObservationInstant): Promise<void> => {
    shard.signal.throwIfAborted();
    const observation = await timed(shard, times, 'observe', async () => sessionOf(sensor).observe(index, at));
    const record = {
      sample,
      scene: run.scene,
      observation,
      bodies: hasTable(observation) ? bodyPoses(run.timeline.at(at)) : [],
    };
    sitting.audit.observation(record);
    await sitting.encoding.run(() => Promise.all(sitting.writers.map((writer) => writer.observation?.(record))));
  };
  let next = 0;
  return {
    async upTo(timeNs, whole) {
      const first = next;
      while ((run.observations[next]?.timeNs ?? Infinity) <= timeNs) next++;
      const due = run.observations.slice(first, next);
      if (due.length === 0) return;
      const all = async (): Promise<void> => {
        for (const instant of due) await measure(instant);
      };
      await spanning(whole, 'observe', all, { observations: due.length });
    },
  };
}

function hasTable({ columns }: Observation): boolean {
  return Object.keys(columns).length > 0;
}

/** A sensor of the run, from its beginning on. */
export function openSession(
  {
    shard,
    run,
  }: Pick<Sitting, 'run'> & { readonly shard: Pick<Shard, 'ports'> & { readonly session: Pick<Shard['session'], 'render'> } },
  id: string,
): SensorSession {
  const { actor, sensor } = carrierOf(run, id);
  const { scenario, scene, timeline } = run;
  const random = randomRoot(scenario.seed).child('sensor').child(scenario.draw).child(id);
  const draw = shard.session.render.bind(shard.session);
  return shard.ports.openSensor({ sensor, carrier: actor.id, scenario, scene, timeline, draw, random });
}
