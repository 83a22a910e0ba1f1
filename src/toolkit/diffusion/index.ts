/** Making models for the diffusion pass. */
import { fileURLToPath } from 'node:url';

export type { DomainReport } from '#diffusion/measure/domain';
export { CHANNELS } from '#diffusion/model/network';
export { type MeasureOptions, measurePass } from './measure.js';
export { makeStyles, type StylesOptions } from './styles.js';
export { type TrainPassOptions, trainPass } from './train.js';

/** The scenario whose draws are the shipped model's styles. */
export const STYLES_FILE = fileURLToPath(new URL('../../../../assets/models/pass/styles.yaml', import.meta.url));
