/** A run as something to be played: what each instant tells at once, and pictures and measurements for those who want them. */
import { bodyPoses } from '#contracts/observation';
import type { SensorType } from '#contracts/rig';
import { endOf, type ObservationInstant } from '#contracts/run';
import type { SensorSession } from '#contracts/sensor';
import type { DatasetDefinition } from '#contracts/writer';
import type { Show } from '#live/player';
import type { Told } from '#live/told';
import { carrierOf, openSession, viewAt } from '#pipeline/index';
import { worldFromSensor } from '#sensors/mount';
import { type CameraLook, type Channel, carriedBy, type Entry, entriesOf } from '#writers/index';
import { costlyTopics, isCostly } from './costly.js';
import type { Drawn } from './draws.js';
import { keepingOf } from './keeping.js';
import type { Studio } from './studio/port.js';

export interface ShowInput {
  readonly drawn: Drawn;
  readonly definition: DatasetDefinition;
  /** As they were advertised; what has no topic among them is not told. */
  readonly channels: readonly Channel[];
  /** Whether anybody wants that topic. */
  readonly wants: (topic: string) => boolean;
  /** With that draw set up. */
  readonly studio: Studio;
}

/** Plays from that time on: sensors that remember have measured everything before. */
export async function openShow(input: ShowInput, fromNs: number): Promise<Show> {
  const { drawn, definition, channels, wants, studio } = input;
  const { run } = drawn;
  const entries = entriesOf(definition, run.scene, carriedBy(run.scenario), channels);
  const captures = new Map(run.captures.map((capture) => [keyOf(capture), capture]));
  const cameras = run.captures.map(({ sensor, index, frame }) => ({ sensor, index, timeNs: frame.timeNs }));
  const instants = [...run.observations, ...cameras].sort((a, b) => a.timeNs - b.timeNs || (a.sensor < b.sensor ? -1 : 1));
  const endNs = endOf(run.trace);
  const ranks = new Map(channels.map(({ topic }, rank) => [topic, rank]));
  const sessions = new Map<string, SensorSession>();
  const once = new Set<string>();

  const typeOf = ({ sensor }: ObservationInstant): SensorType => carrierOf(run, sensor).sensor.type;
  const measure = async (instant: ObservationInstant): Promise<readonly Entry[]> => {
    const session = sessions.get(instant.sensor) ?? openValues(drawn, instant.sensor);
    sessions.set(instant.sensor, session);
    const observation = await session.observe(instant.index, instant.timeNs);
    return entries.measurement({ sample: '', scene: run.scene, observation, bodies: [] });
  };
  const look = ({ sensor, index }: ObservationInstant): CameraLook => {
    const capture = captures.get(keyOf({ sensor, index }));
    if (capture === undefined) throw new Error(`${sensor} takes no picture ${index}`);
    const { frame } = capture;
    const view = viewAt({ shard: drawn, run }, capture, frame);
    const arrivalNs = frame.timeNs + Math.round((view.deliveryS ?? 0) * 1e9);
    return { sensor, timeNs: frame.timeNs, arrivalNs, bodies: bodyPoses(frame), view };
  };
  /** Where everybody is; nothing when the sensor's carrier has left. */
  const surroundings = ({ sensor: id, timeNs }: ObservationInstant): readonly Entry[] => {
    const { sensor, actor } = carrierOf(run, id);
    const frame = run.timeline.at(timeNs);
    const body = frame.bodies.find((state) => state.id === actor.id);
    if (body === undefined) return [];
    const pose = worldFromSensor(sensor, body.worldFromBody);
    return entries.surroundings({ sensor: id, timeNs, bodies: bodyPoses(frame), worldFromSensor: pose });
  };
  const facts = async (instant: ObservationInstant): Promise<readonly Entry[]> => {
    const type = typeOf(instant);
    if (type === 'camera') return entries.look(look(instant));
    return isCostly(type) ? surroundings(instant) : measure(instant);
  };
  const isFresh = ({ once: name }: Entry): boolean => {
    if (name === undefined) return true;
    const fresh = !once.has(name);
    once.add(name);
    return fresh;
  };
  const toTold = (entry: Entry): Told[] => {
    const channel = channels[entry.rank];
    return channel === undefined ? [] : [{ ...entry, channel: entry.rank, ...keepingOf(channel, entry) }];
  };
  const wantedOf = ({ sensor }: ObservationInstant): readonly string[] => costlyTopics(sensor).filter(wants);

  for (const instant of instants) if (instant.timeNs < fromNs && !isCostly(typeOf(instant))) await measure(instant);
  const fixed = instants[0] === undefined ? [] : [entries.fixed(instants[0].timeNs)];
  return {
    instants,
    known: [...fixed, ...run.trace.events.map(entries.event), entries.verdict(run.verdict, endNs)].flatMap(toTold),
    endNs,
    ahead: studio.ahead,
    facts: async (instant) => (await facts(instant)).filter(isFresh).flatMap(toTold),
    wanted: (instant) => isCostly(typeOf(instant)) && wantedOf(instant).length > 0,
    async work(instant) {
      const made = await studio.work(instant, wantedOf(instant));
      return made.flatMap(({ topic, ...rest }) => {
        const rank = ranks.get(topic);
        return rank === undefined ? [] : toTold({ ...rest, rank });
      });
    },
  };
}

/** A sensor that gives values and needs no pictures. */
function openValues({ run, ports }: Drawn, id: string): SensorSession {
  const render = () => Promise.reject(new Error(`${id} gives values and asks for a picture`));
  return openSession({ shard: { ports, session: { render } }, run }, id);
}

function keyOf({ sensor, index }: { readonly sensor: string; readonly index: number }): string {
  return `${sensor} ${index}`;
}
