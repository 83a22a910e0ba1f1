import type { Group } from '../../command.js';
import { finetune } from './finetune.js';
import { measure } from './measure.js';
import { segmenter } from './segmenter.js';
import { steadiness } from './steadiness.js';
import { styles } from './styles.js';
import { train } from './train.js';

export const diffusion: Group = {
  usage: 'diffusion',
  about: 'Make a model for the diffusion pass: pictures in several styles, training, how near it comes',
  commands: [styles, train, finetune, measure, steadiness, segmenter],
};
