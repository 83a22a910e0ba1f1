/** The moments of a scenario that its pictures show: along the capture window, or of several draws where that is a single instant. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RenderRequest } from '#contracts/renderer';
import { sha256Hex } from '#core/hash';
import { cameraView } from '#sensors/camera';
import { drawConcrete, readScenario, simulateConcrete } from '#toolkit';

/** What a renderer is asked for, but for its layers. */
export type Moment = Omit<RenderRequest, 'layers'>;

export interface Moments {
  readonly moving: readonly Moment[];
  /** The same moments, larger: one of them becomes the still. */
  readonly large: readonly Moment[];
  /** ms from one moving picture to the next. */
  readonly delayMs: number;
  /** Of what is shown: other bytes, another picture. */
  readonly sha256: string;
}

const SEED = 'pictures';
const STILL = { width: 960, height: 540 };
const MOVING = { width: 480, height: 270 };
/** Pictures along a capture window, and draws of a scenario that captures one instant. */
const MOST = 16;
const DRAWS = 8;
const DRAW_MS = 900;

/** @param root of the repository, with its built page @param file of the scenario in it */
export async function momentsOf(root: string, file: string): Promise<Moments> {
  const scenario = await readScenario(join(root, file));
  const first = takenIn(scenario, 0);
  const single = first.length === 1;
  const chosen = single
    ? [...first, ...Array.from({ length: DRAWS - 1 }, (_, i) => takenIn(scenario, i + 1)[0] as Taken)]
    : spread(first, MOST);
  const [start, end] = [first[0]?.timeS ?? 0, first.at(-1)?.timeS ?? 0];
  const page = await readFile(join(root, 'dist/page/page.js'));
  const moving = chosen.map((each) => each.at(MOVING));
  return {
    moving,
    large: chosen.map((each) => each.at(STILL)),
    delayMs: single ? DRAW_MS : Math.round(((end - start) * 1000) / Math.max(1, chosen.length - 1)),
    sha256: sha256Hex(JSON.stringify([moving, STILL, sha256Hex(page)])),
  };
}

interface Taken {
  readonly timeS: number;
  at(size: { readonly width: number; readonly height: number }): Moment;
}

/** What the first camera captures in that draw. */
function takenIn(loaded: Awaited<ReturnType<typeof readScenario>>, draw: number): Taken[] {
  const { concrete } = drawConcrete(loaded, SEED, draw);
  const { scene, captures, scenario } = simulateConcrete(concrete, true, { bodies: loaded.bodies });
  const camera = captures[0]?.sensor;
  const carrier = scenario.actors.find(({ sensors }) => sensors.some(({ id }) => id === camera));
  const sensor = carrier?.sensors.find(({ id }) => id === camera);
  if (carrier === undefined || sensor?.type !== 'camera') throw new Error(`${loaded.file} captures nothing`);
  return captures
    .filter(({ sensor: id }) => id === camera)
    .map(({ frame, next }) => ({
      timeS: frame.timeNs / 1e9,
      at(size) {
        const viewOf = ({ bodies }: typeof frame) => {
          const body = bodies.find(({ id }) => id === carrier.id);
          if (body === undefined) throw new Error(`${carrier.id} is not in its own frame`);
          return cameraView(sensor, body.worldFromBody, carrier.id, draw, size);
        };
        return { scene, frame, view: viewOf(frame), next: { frame: next, view: viewOf(next) } };
      },
    }));
}

function spread<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))] as T);
}
