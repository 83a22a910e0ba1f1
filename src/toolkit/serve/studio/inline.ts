/** A studio in this very thread. */
import type { RenderSession } from '#contracts/renderer';
import type { ObservationInstant, Run } from '#contracts/run';
import type { SensorSession } from '#contracts/sensor';
import { carrierOf, openSession } from '#pipeline/index';
import { type Channel, carriedBy, channelsOf, type Entries, entriesOf } from '#writers/index';
import { bodiesOfPlan } from '../../own-assets/library.js';
import { definitionOf, renderers } from '../../rooms.js';
import { costlyTopics, isCostly } from '../costly.js';
import { type Drawn, drawsOf } from '../draws.js';
import { type CameraRoom, takePicture } from './camera.js';
import type { Made, Studio, StudioOrder } from './port.js';

interface Stage {
  readonly drawn: Drawn;
  readonly channels: readonly Channel[];
  readonly entries: Entries;
  readonly sessions: Map<string, SensorSession>;
}

/** @throws NearmissError when the renderer can't be opened */
export async function openInline({ plan, whole, pictures, backend }: StudioOrder): Promise<Studio> {
  const bodies = await bodiesOfPlan(plan);
  const definition = definitionOf(plan, bodies);
  const draws = drawsOf(plan, bodies, whole);
  const session = await renderers.get(plan.renderer).open({ bodies, ...(backend === undefined ? {} : { backend }) });
  let stage: Stage | undefined;

  const work = async (
    { drawn, channels, entries, sessions }: Stage,
    instant: ObservationInstant,
    topics: readonly string[],
  ) => {
    const { run, plan: own, ports } = drawn;
    const capture = run.captures.find(({ sensor, index }) => sensor === instant.sensor && index === instant.index);
    const room: CameraRoom = { run, shard: { plan: own, ports }, session, definition, pictures, entries };
    const told =
      capture === undefined
        ? entries.readings(await measure(sessions, drawn, session, instant))
        : await takePicture(room, capture, (topic) => topics.includes(topic));
    return told.flatMap(({ rank, timeNs, sensor, data }): Made[] => {
      const topic = channels[rank]?.topic;
      return topic === undefined ? [] : [{ topic, timeNs, sensor, data }];
    });
  };
  return {
    ahead: session.ahead,
    async load(seed, draw) {
      const drawn = draws.at(seed, draw);
      const rig = carriedBy(drawn.run.scenario);
      const channels = channelsOf(rig);
      const setUp = () => ({
        drawn,
        channels,
        entries: entriesOf(definition, drawn.run.scene, rig, channels),
        sessions: new Map<string, SensorSession>(),
      });
      for (const instant of firstOfEachKind(drawn.run)) await work(setUp(), instant, costlyTopics(instant.sensor));
      stage = setUp();
    },
    async work(instant, topics) {
      if (stage === undefined) throw new Error('work came before a draw');
      return work(stage, instant, topics);
    },
    close: () => session.close(),
  };
}

function measure(sessions: Stage['sessions'], { run, ports }: Drawn, session: RenderSession, instant: ObservationInstant) {
  const known = sessions.get(instant.sensor) ?? openSession({ shard: { ports, session }, run }, instant.sensor);
  sessions.set(instant.sensor, known);
  return known.observe(instant.index, instant.timeNs);
}

/** The first picture, and the first table of each kind of sensor. */
function firstOfEachKind(run: Run): readonly ObservationInstant[] {
  const first = new Map<string, ObservationInstant>();
  const instants = [
    ...run.captures.map(({ sensor, index, frame }) => ({ sensor, index, timeNs: frame.timeNs })),
    ...run.observations,
  ];
  for (const instant of instants) {
    const { type } = carrierOf(run, instant.sensor).sensor;
    if (isCostly(type) && !first.has(type)) first.set(type, instant);
  }
  return [...first.values()];
}
