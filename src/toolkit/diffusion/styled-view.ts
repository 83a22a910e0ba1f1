/** One view of a scenario drawn in each of its styles: what the denoiser learns from, and the pictures themselves. */
import type { LayerSet } from '#contracts/layers';
import type { Look, RenderSession } from '#contracts/renderer';
import { SEEN_LAYERS } from '#contracts/repaint';
import type { Run } from '#contracts/run';
import type { ConcreteScenario } from '#contracts/scenario';
import type { RandomStream } from '#core/random';
import { lookOf } from '#diffusion/field/cells';
import { groupTable } from '#diffusion/field/groups';
import { frameOf } from '#diffusion/frame';
import { promptOf } from '#diffusion/model/prompt-of';
import type { View } from '#diffusion/training/views';
import { ontology } from '#labels/index';
import { cameraView } from '#sensors/camera';
import { simulateConcrete } from '../scenarios.js';

export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface StyledView {
  readonly view: View;
  readonly capture: number;
  readonly layers: LayerSet;
  /** sRGB bytes a style. */
  readonly pictures: readonly Uint8Array[];
}

const GROUPS = groupTable(ontology.classes);

/** @param shown the scenario in each style, the plain one first @returns undefined where it takes no pictures */
export async function drawStyles(
  session: RenderSession,
  base: ConcreteScenario,
  shown: readonly ConcreteScenario[],
  size: Size,
  random: RandomStream,
): Promise<StyledView | undefined> {
  const pictures: Uint8Array[] = [];
  const styles: View['styles'][number][] = [];
  let first: { readonly layers: LayerSet; readonly view: View['cells']; readonly capture: number } | undefined;
  for (const shownAs of shown) {
    const run = simulateConcrete(base, true, { shownAs });
    if (run.captures.length === 0) return undefined;
    const capture = random.child('capture').index(run.captures.length);
    const { frame, view } = lookAt(run, capture, 'frame', size, random);
    const next = lookAt(run, capture, 'next', size, random);
    const layers = first === undefined ? (['rgb', ...SEEN_LAYERS] as const) : (['rgb'] as const);
    const drawn = await session.render({ scene: run.scene, frame, view, next, layers });
    first ??= { layers: drawn, view: frameOf(drawn, view, GROUPS).cells, capture };
    const rgb = (drawn.rgb as Uint8Array).slice();
    pictures.push(rgb);
    styles.push({
      look: lookOf(first.layers as Parameters<typeof lookOf>[0], first.view.grid, rgb),
      prompt: promptOf(frame.medium),
    });
  }
  if (first === undefined) return undefined;
  return { view: { cells: first.view, styles }, capture: first.capture, layers: first.layers, pictures };
}

/** The picture's own draws (exposure, white balance, ...) are those of its style. */
function lookAt({ scenario, captures }: Run, index: number, when: 'frame' | 'next', size: Size, random: RandomStream): Look {
  const capture = captures[index] as Run['captures'][number];
  const carrier = scenario.actors.find(({ sensors }) => sensors.some(({ id }) => id === capture.sensor));
  const sensor = carrier?.sensors.find(({ id }) => id === capture.sensor);
  if (carrier === undefined || sensor?.type !== 'camera') throw new Error(`${capture.sensor} takes no pictures`);
  const body = [capture[when], capture.frame].flatMap(({ bodies }) => bodies).find(({ id }) => id === carrier.id);
  if (body === undefined) throw new Error(`${carrier.id} isn't in the frame`);
  const seed = random.child('sensor').uint32();
  return { frame: capture[when], view: cameraView(sensor, body.worldFromBody, carrier.id, seed, size) };
}
