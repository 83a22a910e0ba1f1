/** A run as something to be played: what each instant tells at once, and pictures and measurements for those who want them. */
import { bodyPoses, schemaOf } from '#contracts/observation';
import type { RenderSession } from '#contracts/renderer';
import type { SensorType } from '#contracts/rig';
import { endOf, type ObservationInstant, type Run } from '#contracts/run';
import type { SensorSession } from '#contracts/sensor';
import type { DatasetDefinition } from '#contracts/writer';
import type { Show } from '#live/player';
import type { Told } from '#live/told';
import { carrierOf, type Framing, openSession, viewAt } from '#pipeline/index';
import { worldFromSensor } from '#sensors/mount';
import { type CameraLook, type Channel, carriedBy, type Entry, entriesOf } from '#writers/index';
import { cameraOf } from './camera.js';
import { keepingOf } from './keeping.js';

export interface ShowInput {
  readonly run: Run;
  readonly shard: Framing['shard'] & { readonly session: RenderSession };
  readonly definition: DatasetDefinition;
  /** As they were advertised; what has no topic among them is not told. */
  readonly channels: readonly Channel[];
  /** Whether anybody wants that topic. */
  readonly wants: (topic: string) => boolean;
  readonly pictures: 'jpeg' | 'png';
}

/** Plays from that time on: sensors that remember have measured everything before. */
export async function openShow(input: ShowInput, fromNs: number): Promise<Show> {
  const { run, shard, definition, channels, wants } = input;
  const entries = entriesOf(definition, run.scene, carriedBy(run.scenario), channels);
  const captures = new Map(run.captures.map((capture) => [keyOf(capture), capture]));
  const cameras = run.captures.map(({ sensor, index, frame }) => ({ sensor, index, timeNs: frame.timeNs }));
  const instants = [...run.observations, ...cameras].sort((a, b) => a.timeNs - b.timeNs || (a.sensor < b.sensor ? -1 : 1));
  const endNs = endOf(run.trace);
  const camera = cameraOf(input, entries);
  const sessions = new Map<string, SensorSession>();
  const told = new Set<string>();

  const measure = (instant: ObservationInstant) => {
    const session = sessions.get(instant.sensor) ?? openSession({ shard, run }, instant.sensor);
    sessions.set(instant.sensor, session);
    return session.observe(instant.index, instant.timeNs);
  };
  const typeOf = ({ sensor }: ObservationInstant): SensorType => carrierOf(run, sensor).sensor.type;
  const look = (instant: ObservationInstant): CameraLook => {
    const { frame } = captures.get(keyOf(instant)) ?? missing(instant);
    const view = viewAt({ shard, run }, { sensor: instant.sensor, index: instant.index, frame, next: frame }, frame);
    const arrivalNs = frame.timeNs + Math.round((view.deliveryS ?? 0) * 1e9);
    return { sensor: instant.sensor, timeNs: frame.timeNs, arrivalNs, bodies: bodyPoses(frame), view };
  };
  async function tellsAtOnce(instant: ObservationInstant): Promise<readonly Entry[]> {
    const { sensor: id, timeNs } = instant;
    const type = typeOf(instant);
    if (type === 'camera') return entries.look(look(instant));
    const { sensor, actor } = carrierOf(run, id);
    const frame = run.timeline.at(timeNs);
    if (!hasTable(type))
      return entries.measurement({ sample: '', scene: run.scene, observation: await measure(instant), bodies: [] });
    const body = frame.bodies.find((state) => state.id === actor.id);
    if (body === undefined) return [];
    const bodies = bodyPoses(frame);
    return entries.surroundings({ sensor: id, timeNs, bodies, worldFromSensor: worldFromSensor(sensor, body.worldFromBody) });
  }
  const isNew = ({ once }: Entry): boolean => {
    if (once === undefined) return true;
    const fresh = !told.has(once);
    told.add(once);
    return fresh;
  };
  const toTold = (entry: Entry): Told[] => {
    const channel = channels[entry.rank];
    return channel === undefined ? [] : [{ ...entry, channel: entry.rank, ...keepingOf(channel, entry) }];
  };
  const topicsOf = ({ sensor }: ObservationInstant): readonly string[] =>
    channels.flatMap(({ topic }) => (COSTLY.some((name) => topic === `/${sensor}/${name}`) ? [topic] : []));

  for (const instant of instants) {
    const type = typeOf(instant);
    if (instant.timeNs < fromNs && type !== 'camera' && !hasTable(type)) await measure(instant);
  }
  const fixed = instants[0] === undefined ? [] : [entries.fixed(instants[0].timeNs)];
  return {
    instants,
    known: [...fixed, ...run.trace.events.map(entries.event), entries.verdict(run.verdict, endNs)].flatMap(toTold),
    endNs,
    ahead: shard.session.ahead,
    facts: async (instant) => (await tellsAtOnce(instant)).filter(isNew).flatMap(toTold),
    wanted: (instant) => (typeOf(instant) === 'camera' || hasTable(typeOf(instant))) && topicsOf(instant).some(wants),
    async work(instant) {
      const capture = captures.get(keyOf(instant));
      if (capture !== undefined) return (await camera(capture, look(instant))).flatMap(toTold);
      return entries.readings(await measure(instant)).flatMap(toTold);
    },
  };
}

/** Topics of a sensor that pixels or rays are spent on. */
const COSTLY = ['image', 'annotations', 'points', 'table', 'values'];

function hasTable(type: SensorType): boolean {
  return type !== 'camera' && Object.keys(schemaOf(type).columns).length > 0;
}
function keyOf({ sensor, index }: { readonly sensor: string; readonly index: number }): string {
  return `${sensor} ${index}`;
}
function missing({ sensor, index }: ObservationInstant): never {
  throw new Error(`${sensor} takes no picture ${index}`);
}
