/** Making models for the diffusion pass. */
export { CHANNELS } from '#diffusion/model/network';
export { PASS_MODEL, SEGMENTER, STYLES_FILE } from '../shipped.js';
export { type FinetuneOptions, finetunePass } from './finetune.js';
export { type MeasureOptions, measurePass, type PassReport } from './measure.js';
export { type Steadiness, steadinessOf } from './steadiness.js';
export { makeStyles, type StylesOptions } from './styles.js';
export { type TrainPassOptions, trainPass } from './train.js';
export { type TrainGateOptions, trainGate } from './train-segmenter.js';
