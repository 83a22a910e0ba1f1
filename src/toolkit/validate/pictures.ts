/** Pictures for a system in the loop: the renderer that draws datasets, asked at each of its turns. Shutters are open for an instant. */
import type { Bodies } from '#contracts/model';
import type { RenderSession } from '#contracts/renderer';
import type { Turn } from '#contracts/run';
import type { ConcreteScenario } from '#contracts/scenario';
import type { ObservedPicture, Sut } from '#contracts/sut';
import { usageError } from '#core/errors';
import { randomRoot } from '#core/random';
import { cameraView } from '#sensors/camera';
import { renderers } from '../rooms.js';

export interface Darkroom {
  /** @throws NearmissError NM7606 (exit 2) for a camera that the driven body lacks; whatever the renderer throws (exit 3) */
  take(sut: Sut, concrete: ConcreteScenario, turn: Turn): Promise<readonly ObservedPicture[]>;
  close(): Promise<void>;
}

/** Its browser starts with the first picture. */
export function createDarkroom(bodies: Bodies): Darkroom {
  let session: Promise<RenderSession> | undefined;
  return {
    async take(sut, concrete, turn) {
      session ??= renderers.get('three').open({ bodies });
      const open = await session;
      const pictures: ObservedPicture[] = [];
      for (const camera of sut.cameras) pictures.push(await pictureOf(open, camera, concrete, turn));
      return pictures;
    },
    async close() {
      await (await session)?.close();
    },
  };
}

async function pictureOf(
  session: RenderSession,
  camera: string,
  concrete: ConcreteScenario,
  turn: Turn,
): Promise<ObservedPicture> {
  const [ego] = concrete.actors;
  const sensor = ego?.sensors.find(({ id }) => id === camera);
  const frame = turn.frame();
  const state = frame.bodies.find(({ id }) => id === ego?.id);
  if (ego === undefined || sensor?.type !== 'camera' || state === undefined)
    throw usageError('NM7606', `the ego of ${concrete.name} has no camera "${camera}"`, 'name cameras of its `sensors`');
  const noise = randomRoot(concrete.seed).child('frame').child(concrete.draw).child(camera).child(turn.index).uint32();
  const view = cameraView(sensor, state.worldFromBody, ego.id, noise);
  const layers = await session.render({ scene: turn.scene, frame, view, next: { frame, view }, layers: ['rgb'] });
  const { width, height, rgb } = layers;
  const copy = Uint8Array.from(rgb as Uint8Array);
  session.giveBack?.(layers);
  return { sensor: camera, timeNs: frame.timeNs, width, height, rgb: copy };
}
