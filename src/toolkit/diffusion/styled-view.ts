/** Views of one draw of a scenario in each of its styles: what the denoiser learns from, and the pictures themselves. */
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

/**
 * @param shown the scenario in each style, the plain one first @param instants to look at, spread over the captures; a scene costs more to set up than to draw
 * @returns one view an instant: fewer where it takes fewer pictures
 */
export async function drawStyles(
  session: RenderSession,
  base: ConcreteScenario,
  shown: readonly ConcreteScenario[],
  instants: number,
  size: Size,
  random: RandomStream,
): Promise<readonly StyledView[]> {
  const views: Begun[] = [];
  for (const shownAs of shown) {
    const run = simulateConcrete(base, true, { shownAs });
    for (const [k, capture] of spreadOver(run.captures.length, instants, random.child('capture')).entries()) {
      const { frame, view } = lookAt(run, capture, 'frame', size, random);
      const next = lookAt(run, capture, 'next', size, random);
      const begun = views[k];
      const layers = begun === undefined ? (['rgb', ...SEEN_LAYERS] as const) : (['rgb'] as const);
      const drawn = await session.render({ scene: run.scene, frame, view, next, layers });
      const first = begun ?? {
        capture,
        layers: drawn,
        cells: frameOf(drawn, view, GROUPS, frame.medium).cells,
        styles: [],
        pictures: [],
      };
      const rgb = (drawn.rgb as Uint8Array).slice();
      const look = lookOf(first.layers as Parameters<typeof lookOf>[0], first.cells.grid, rgb);
      views[k] = {
        ...first,
        styles: [...first.styles, { look, prompt: promptOf(frame.medium), extinctionPerM: frame.medium.extinctionPerM }],
        pictures: [...first.pictures, rgb],
      };
    }
  }
  return views.map(({ cells, styles, ...rest }) => ({ view: { cells, styles }, ...rest }));
}

interface Begun extends Omit<StyledView, 'view'> {
  readonly cells: View['cells'];
  readonly styles: View['styles'];
}

/** One of each of `instants` parts of equal length. @returns indices, rising */
function spreadOver(captures: number, instants: number, random: RandomStream): readonly number[] {
  const parts = Math.min(captures, instants);
  return Array.from({ length: parts }, (_, k) => {
    const [from, to] = [k, k + 1].map((each) => Math.floor((each * captures) / parts)) as [number, number];
    return from + random.child(k).index(to - from);
  });
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
