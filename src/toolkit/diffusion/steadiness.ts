/** How steady a dataset's pictures are along their optical flow, and the same of what was repainted of it. */
import type { LayerName } from '#contracts/layers';
import type { Store } from '#contracts/writer';
import { usageError } from '#core/errors';
import { type FlowingFrame, warpedDifference } from '#diffusion/measure/steadiness';
import { type FrameAddress, folderStore, readFrame, readSample } from '#writers/index';
import { readManifest } from '../manifest.js';
import { needFolder } from '../stores.js';

export interface Steadiness {
  /** Pairs of frames one after the other that both datasets have. */
  readonly pairs: number;
  /** Mean |change of log light| along the flow. */
  readonly rendered: number;
  readonly repainted: number;
  /** What the pass adds to what is there. */
  readonly added: number;
}

const LAYERS: readonly LayerName[] = ['rgb', 'semantic', 'instance', 'flow'];

/** @throws NearmissError NM8207 where there are no pairs */
export async function steadinessOf(sourceFolder: string, repaintedFolder: string): Promise<Steadiness> {
  for (const where of [sourceFolder, repaintedFolder]) needFolder(where);
  const manifest = await readManifest(sourceFolder);
  const [source, repainted] = [folderStore(sourceFolder, 'source'), folderStore(repaintedFolder, 'repainted')];
  let [pairs, before, after, pixels] = [0, 0, 0, 0];
  for (const summary of manifest.samples) {
    const { start } = await readSample(source, summary, []);
    const last = new Map<string, { readonly index: number; readonly drawn: FlowingFrame; readonly painted: FlowingFrame }>();
    for (const { sensor, index } of start.captures) {
      const at = { sample: summary.sample, scene: start.scene, sensor, index };
      const [drawn, painted] = [await frameAt(source, at), await frameAt(repainted, at)];
      if (drawn === undefined || painted === undefined) continue;
      const previous = last.get(sensor);
      if (previous?.index === index - 1) {
        const [a, b] = [warpedDifference(previous.drawn, drawn), warpedDifference(previous.painted, painted)];
        before += a.sum;
        after += b.sum;
        pixels += a.pixels;
        pairs++;
      }
      last.set(sensor, { index, drawn, painted });
    }
  }
  if (pixels === 0)
    throw usageError(
      'NM8207',
      `${sourceFolder} and ${repaintedFolder} have no two frames in a row`,
      'give a dataset with several frames a sample, with flow',
    );
  return { pairs, rendered: before / pixels, repainted: after / pixels, added: (after - before) / pixels };
}

/** Undefined where the frame was kept apart. */
async function frameAt(store: Store, at: FrameAddress): Promise<FlowingFrame | undefined> {
  const record = await readFrame(store, at, LAYERS).catch(() => undefined);
  return record?.layers as FlowingFrame | undefined;
}
