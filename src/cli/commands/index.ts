/** The command table, in the order of the help. */
import type { Entry } from '../command.js';
import { audit } from './audit.js';
import { check } from './check.js';
import { completion } from './completion.js';
import { convert } from './convert.js';
import { counterfactual } from './counterfactual.js';
import { cover } from './cover.js';
import { diff } from './diff.js';
import { diffuse } from './diffuse.js';
import { diffusion } from './diffusion/index.js';
import { docs } from './docs.js';
import { doctor } from './doctor.js';
import { estimate } from './estimate.js';
import { explain } from './explain.js';
import { exportCommand } from './export.js';
import { farm } from './farm/index.js';
import { fmt } from './fmt.js';
import { generate } from './generate.js';
import { inspect } from './inspect.js';
import { merge } from './merge.js';
import { newCommand } from './new.js';
import { optimizeRoute } from './optimize-route.js';
import { pack } from './pack.js';
import { preview } from './preview.js';
import { replay } from './replay.js';
import { sample } from './sample.js';
import { schema } from './schema.js';
import { search } from './search.js';
import { serve } from './serve.js';
import { simulate } from './simulate.js';
import { statistics } from './statistics.js';
import { utility } from './utility.js';
import { validate } from './validate.js';
import { verify } from './verify.js';

export const commands: readonly Entry[] = [
  preview,
  newCommand,
  check,
  explain,
  fmt,
  diff,
  sample,
  simulate,
  generate,
  merge,
  farm,
  pack,
  validate,
  replay,
  estimate,
  search,
  cover,
  optimizeRoute,
  serve,
  counterfactual,
  diffuse,
  inspect,
  audit,
  verify,
  exportCommand,
  convert,
  statistics,
  utility,
  diffusion,
  doctor,
  schema,
  completion,
  docs,
];
