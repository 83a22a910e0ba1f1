/** The command table, in the order of the help. */
import type { Entry } from '../command.js';
import { audit } from './audit.js';
import { check } from './check.js';
import { counterfactual } from './counterfactual.js';
import { diffuse } from './diffuse.js';
import { diffusion } from './diffusion/index.js';
import { docs } from './docs.js';
import { doctor } from './doctor.js';
import { exportCommand } from './export.js';
import { generate } from './generate.js';
import { inspect } from './inspect.js';
import { sample } from './sample.js';
import { schema } from './schema.js';
import { serve } from './serve.js';
import { simulate } from './simulate.js';
import { statistics } from './statistics.js';
import { utility } from './utility.js';
import { verify } from './verify.js';

export const commands: readonly Entry[] = [
  check,
  sample,
  simulate,
  generate,
  serve,
  counterfactual,
  diffuse,
  inspect,
  audit,
  verify,
  exportCommand,
  statistics,
  utility,
  diffusion,
  doctor,
  schema,
  docs,
];
