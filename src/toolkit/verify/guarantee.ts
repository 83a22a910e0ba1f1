/** Which files must come out the same here. */
import type { Manifest } from '#contracts/job';
import type { RendererInfo } from '#contracts/renderer';
import { canonicalJson } from '#core/hash';

export interface Guarantee {
  /** Whether files that are tied to the renderer's backend must come out the same too. */
  readonly coversTied: boolean;
  readonly outside: readonly string[];
}

/** Tied files are held to the same bytes where backend and versions are the same software rasteriser's. */
export function guaranteeOf(manifest: Manifest, here: RendererInfo): Guarantee {
  const tied = manifest.plan.layers.filter((layer) => !manifest.renderer.portableLayers.includes(layer));
  if (tied.length === 0) return { coversTied: true, outside: [] };
  const names = `${tied.join(', ')} and what is made from ${tied.length === 1 ? 'it' : 'them'}`;
  if (canonicalJson(here) !== canonicalJson(manifest.renderer)) {
    return { coversTied: false, outside: [`${names}: drawn by ${manifest.renderer.backend}, here by ${here.backend}`] };
  }
  if (/llvmpipe|swiftshader/i.test(here.backend)) return { coversTied: true, outside: [] };
  return { coversTied: false, outside: [`${names}: drawn by a GPU (${here.backend})`] };
}
