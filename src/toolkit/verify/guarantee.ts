/** Which files must come out the same here. */
import type { Manifest } from '#contracts/job';
import type { RendererInfo } from '#contracts/renderer';
import type { DatasetRepaint, PlannedRepaint } from '#contracts/repaint';
import { canonicalJson } from '#core/hash';

export interface Guarantee {
  /** Whether files that are tied to the renderer's backend must come out the same too. */
  readonly coversTied: boolean;
  readonly outside: readonly string[];
}

/** Tied files are held to the same bytes where backend and versions are the same software rasteriser's, and nothing was repainted. */
export function guaranteeOf(manifest: Manifest, here: RendererInfo): Guarantee {
  const tied = manifest.plan.layers.filter((layer) => !manifest.renderer.portableLayers.includes(layer));
  if (tied.length === 0) return { coversTied: true, outside: [] };
  const names = `${tied.join(', ')} and what is made from ${tied.length === 1 ? 'it' : 'them'}`;
  const { repaint } = manifest;
  const repainted = repaint === undefined ? [] : [`rgb and what is made from it: repainted on ${enginesOf(repaint)}`];
  if (canonicalJson(here) !== canonicalJson(manifest.renderer)) {
    const drawn = `${names}: drawn by ${manifest.renderer.backend}, here by ${here.backend}`;
    return { coversTied: false, outside: [drawn, ...repainted] };
  }
  if (/llvmpipe|swiftshader/i.test(here.backend)) return { coversTied: repaint === undefined, outside: repainted };
  return { coversTied: false, outside: [`${names}: drawn by a GPU (${here.backend})`, ...repainted] };
}

/** Of a dataset that `diffuse` made. */
export function madeOfAnother({ repaint }: Pick<Manifest, 'repaint'>, { from }: PlannedRepaint): string {
  const on = repaint === undefined ? '' : ` on ${enginesOf(repaint)}`;
  return `rgb: repainted${on} from the dataset ${from}; without that one pictures can't be made again`;
}

function enginesOf({ engines }: DatasetRepaint): string {
  return engines.join(' and ');
}
