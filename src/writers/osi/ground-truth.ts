/** Instants as serialised `GroundTruth` messages. */
import type { Medium } from '#contracts/frame';
import type { Bodies } from '#contracts/model';
import type { BodyPose } from '#contracts/observation';
import type { Trace } from '#contracts/run';
import type { SceneSpec } from '#contracts/scene';
import { accelerationsAt } from './acceleration.js';
import { encodeMessage } from './encode.js';
import { environmentOf } from './environment.js';
import { movingObject, thingOf } from './objects.js';
import type { Message } from './schema.js';

export const VERSION = [3, 7, 0] as const;

export interface Instant {
  readonly timeNs: number;
  readonly bodies: readonly BodyPose[];
  /** Only pictures tell. */
  readonly medium?: Medium;
}

/** @param instants by time; weather is what the last picture told, or the first one if there was none yet */
export function groundTruths(
  scene: SceneSpec,
  trace: Trace,
  instants: readonly Instant[],
  assets?: Bodies,
): readonly Uint8Array[] {
  const things = scene.bodies.map((spec) => thingOf(spec, assets));
  const ego = scene.bodies.find(({ role }) => role === 'ego');
  const [version_major, version_minor, version_patch] = VERSION;
  const head: Message<'GroundTruth'> = {
    version: { version_major, version_minor, version_patch },
    ...(ego === undefined ? {} : { host_vehicle_id: { value: ego.instance } }),
  };
  let medium = instants.find((instant) => instant.medium !== undefined)?.medium;
  return instants.map((instant) => {
    medium = instant.medium ?? medium;
    const acceleration = accelerationsAt(trace, instant.timeNs);
    const bodies = new Map(instant.bodies.map((body) => [body.id, body]));
    return encodeMessage('GroundTruth', {
      ...head,
      timestamp: timestampOf(instant.timeNs),
      moving_object: things.flatMap((thing) => {
        const body = bodies.get(thing.spec.id);
        return body === undefined ? [] : [movingObject(thing, body, medium, acceleration(thing.spec.id))];
      }),
      ...(medium === undefined ? {} : { environmental_conditions: environmentOf(medium) }),
    });
  });
}

function timestampOf(timeNs: number): Message<'Timestamp'> {
  const nanos = timeNs % 1e9;
  return { seconds: (timeNs - nanos) / 1e9, nanos };
}
