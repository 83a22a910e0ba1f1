/** Making models for the diffusion pass. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type { DomainReport } from '#diffusion/measure/domain';
export { CHANNELS } from '#diffusion/model/network';
export { type FinetuneOptions, finetunePass } from './finetune.js';
export { type MeasureOptions, measurePass } from './measure.js';
export { makeStyles, type StylesOptions } from './styles.js';
export { type TrainPassOptions, trainPass } from './train.js';
export { type TrainGateOptions, trainGate } from './train-segmenter.js';

/** From the package's own folder on; from sources and from dist it lies at different heights. */
function shipped(path: string): string {
  const heights = ['../../../', '../../../../'].map((height) => fileURLToPath(new URL(`${height}${path}`, import.meta.url)));
  return heights.find((file) => existsSync(file)) ?? (heights[0] as string);
}

/** The scenario whose draws are the shipped model's styles. */
export const STYLES_FILE = shipped('assets/models/pass/styles.yaml');
export const PASS_MODEL = shipped('assets/models/pass/model.safetensors');
export const SEGMENTER = shipped('assets/models/gate.safetensors');
