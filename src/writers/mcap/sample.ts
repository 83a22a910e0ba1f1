/** One sample as one file: messages as they come in, written in the order in which they would have arrived. */
import { schemaOf } from '#contracts/observation';
import type { DatasetDefinition, SampleStart, SampleWriter, Sink } from '#contracts/writer';
import { arrivalsOf } from '../arrivals.js';
import { channelsOf } from '../foxglove/channels.js';
import { type Entry, entriesOf } from '../foxglove/entries.js';
import { carriedBy } from '../foxglove/frames.js';
import { picturePng, pictureSources } from '../images/picture.js';
import { openStream } from '../sink/stream.js';
import { openMcap } from './file.js';

const LABEL_SOURCES = ['instance', 'semantic', 'depth'] as const;

export function openSample(definition: DatasetDefinition, start: SampleStart, sink: Sink): SampleWriter {
  const rig = carriedBy(start.scenario);
  const channels = channelsOf(rig);
  const entries = entriesOf(definition, start.scene, rig, channels);
  const schedule = [...start.captures, ...start.observations];
  const beginNs = Math.min(...schedule.map(({ timeNs }) => timeNs));
  const known = [...start.events.map(entries.event), entries.verdict(start.verdict, start.endNs)];
  if (schedule.length > 0) known.unshift(entries.fixed(beginNs));
  const arrivals = arrivalsOf<Entry>(schedule, known);
  const measured = rig.flatMap(({ sensor }) => (sensor.type === 'camera' ? [] : (schemaOf(sensor.type).from ?? [])));
  const sources = [...pictureSources(definition), ...LABEL_SOURCES, ...measured];
  const stream = openStream(sink, `mcap/${start.sample}.mcap`, sources);
  const opening = openMcap(stream, channels);

  let turn: Promise<void> = Promise.resolve();
  /** One after the other: the file takes one message at a time. */
  function flush(atTheEnd = false): Promise<void> {
    turn = turn.then(async () => {
      const file = await opening;
      for (const ready of arrivals.take(atTheEnd)) await file.write(ready);
    });
    return turn;
  }

  return {
    async frame(record) {
      const { sensor, frame } = record.annotations;
      const data = await picturePng(definition, record);
      arrivals.add(sensor, frame, entries.picture(record.annotations, { format: 'png', data }));
      await flush();
    },
    async observation(record) {
      arrivals.add(record.observation.sensor, record.observation.index, entries.measurement(record));
      await flush();
    },
    async end() {
      await flush(true);
      await (await opening).close();
      return null;
    },
    async abandon() {
      await stream.abandon();
      await Promise.allSettled([opening, turn]);
    },
  };
}
