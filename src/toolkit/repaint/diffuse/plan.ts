/** What `diffuse` will do, checked before anything is written. */
import { relative, resolve } from 'node:path';
import type { DatasetPlan, Manifest } from '#contracts/job';
import type { LayerName } from '#contracts/layers';
import { type ConcreteDiffusion, type PlannedRepaint, SEEN_LAYERS } from '#contracts/repaint';
import { usageError } from '#core/errors';
import { readManifest } from '../../manifest.js';
import { needFolder } from '../../stores.js';
import { type FoundModel, findModel } from '../find-model.js';
import { refuseStyle } from '../session.js';

export interface DiffuseRequest extends ConcreteDiffusion {
  /** Of a finished native dataset. */
  readonly folder: string;
  readonly out: string;
  /** Instead of the samples' own seed. */
  readonly seed?: string;
}

export interface DiffusePlan {
  readonly source: Manifest;
  readonly plan: DatasetPlan;
  readonly model: FoundModel;
}

/** Layers that are read, the picture first. */
export const READ_LAYERS: readonly LayerName[] = ['rgb', ...SEEN_LAYERS];

/** @throws NearmissError (exit 2) NM7201, NM7202, NM7301, NM8221 to NM8225 */
export async function planDiffuse(request: DiffuseRequest): Promise<DiffusePlan> {
  const { folder, out, seed, strength, steps, guidance, prompt } = request;
  for (const where of [folder, out]) needFolder(where);
  const source = await readManifest(folder);
  const { layers, writers } = source.plan;
  if (!writers.includes('native'))
    throw usageError('NM7301', `${folder} was written without the native writer`, 'generate with --writers native,...');
  const missing = READ_LAYERS.filter((name) => !layers.includes(name));
  if (missing.length > 0)
    throw usageError(
      'NM8222',
      `${folder} was written without ${missing.join(', ')}, which the diffusion pass reads`,
      `generate with --renderer three and --layers ${READ_LAYERS.join(',')} and what else is wanted`,
    );
  refuseNested(folder, out);
  const model = await findModel(request.model, '.');
  refuseStyle(prompt.style, model);
  const repainted: PlannedRepaint = {
    from: source.datasetSha256,
    model: model.name,
    sha256: model.sha256,
    strength,
    steps,
    guidance,
    prompt,
    ...(seed === undefined ? {} : { seed }),
  };
  return { source, plan: { ...source.plan, writers: ['native'], repainted }, model };
}

/** Files of one would be files of the other. */
function refuseNested(folder: string, out: string): void {
  const way = (from: string, to: string): string => relative(resolve(from), resolve(to));
  if (![way(folder, out), way(out, folder)].some((path) => path === '' || !path.startsWith('..'))) return;
  throw usageError('NM8225', `${out} and ${folder} lie in each other`, 'choose another folder for --out');
}
