import type { Group } from '../../command.js';
import { cancel, retry } from './cancel.js';
import { report } from './report.js';
import { status } from './status.js';
import { submit } from './submit.js';
import { workCommand } from './work.js';

export const farm: Group = {
  usage: 'farm <what>',
  about: 'Make datasets on many machines: submit, work, status, cancel, retry, report',
  commands: [submit, workCommand, status, cancel, retry, report],
};
