/** What the other sensors measure, in the order of time, between the pictures. */
import { bodyPoses, type Observation } from '#contracts/observation';
import type { SensorSession } from '#contracts/sensor';
import { randomRoot } from '#core/random';
import type { Shard } from './ports.js';
import { carrierOf, type Sitting } from './sitting.js';
import { timed } from './timing.js';

export interface Observer {
  /** Measures and writes all that falls before or on that time. */
  upTo(timeNs: number): Promise<void>;
}

export function openObserver(sitting: Sitting): Observer {
  const { shard, run, sample, times } = sitting;
  const sessions = new Map<string, SensorSession>();
  const sessionOf = (id: string): SensorSession => {
    const known = sessions.get(id) ?? openSession(sitting, id);
    sessions.set(id, known);
    return known;
  };
  let next = 0;
  return {
    async upTo(timeNs) {
      for (let due = run.observations[next]; due !== undefined && due.timeNs <= timeNs; due = run.observations[++next]) {
        const { sensor, index, timeNs: at } = due;
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
      }
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
