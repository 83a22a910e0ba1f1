/** All bodies as boxes, and what happened, for viewers. */

import { LogLevel, SceneEntityDeletionType } from '@foxglove/schemas';
import type { FrameEvent } from '#contracts/frame';
import type { BodyPose } from '#contracts/observation';
import type { BodySpec, SceneSpec } from '#contracts/scene';
import type { DatasetDefinition } from '#contracts/writer';
import { transformPoint } from '#core/pose';
import { quaternion, ROOT, xyz } from './frames.js';
import { type MessageInit, stampOf } from './messages.js';

export type Colour = { readonly r: number; readonly g: number; readonly b: number; readonly a: number };

/** Of a class, as the ontology paints it. */
export function colourOf({ ontology }: DatasetDefinition, classId: string, alpha: number): Colour {
  const [r, g, b] = ontology.classes.find(({ id }) => id === classId)?.color ?? [128, 128, 128];
  return { r: r / 255, g: g / 255, b: b / 255, a: alpha };
}

/** A box stays until the next update replaces it; who has left the world is taken out. */
export function sceneUpdate(
  definition: DatasetDefinition,
  scene: SceneSpec,
  bodies: readonly BodyPose[],
  timeNs: number,
): MessageInit<'SceneUpdate'> {
  const timestamp = stampOf(timeNs);
  const poses = new Map(bodies.map((body) => [body.id, body]));
  const gone = scene.bodies.filter(({ id }) => !poses.has(id));
  return {
    deletions: gone.map(({ id }) => ({ timestamp, type: SceneEntityDeletionType.MATCHING_ID, id })),
    entities: scene.bodies.flatMap((spec) => {
      const body = poses.get(spec.id);
      return body === undefined ? [] : [entity(definition, spec, body, timestamp)];
    }),
  };
}

function entity(definition: DatasetDefinition, spec: BodySpec, body: BodyPose, timestamp: ReturnType<typeof stampOf>) {
  const position = transformPoint(body.worldFromBody, spec.box.center);
  return {
    timestamp,
    frameId: ROOT,
    id: spec.id,
    lifetime: { seconds: 0n, nanos: 0 },
    metadata: [
      { key: 'class', value: spec.class },
      { key: 'role', value: spec.role },
      { key: 'instance', value: String(spec.instance) },
    ],
    cubes: [
      {
        pose: { position: xyz(position), orientation: quaternion(body.worldFromBody.orientation) },
        size: xyz(spec.box.size),
        color: colourOf(definition, spec.class, 0.5),
      },
    ],
  };
}

export function logMessage({ timeNs, kind, name, bodies, detail }: FrameEvent): MessageInit<'Log'> {
  const more = Object.entries(detail ?? {}).map(([key, value]) => `${key} ${value}`);
  return {
    timestamp: stampOf(timeNs),
    level: kind === 'contact' ? LogLevel.WARNING : LogLevel.INFO,
    message: [name, ...bodies, ...more].join(' '),
    name: kind,
  };
}
