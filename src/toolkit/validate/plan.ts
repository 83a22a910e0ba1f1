/** All that decides what a validation says: kept beside its reports, so that any case can be run again. */
import type { DatasetPlan, PlannedManifest } from '#contracts/job';
import { usageError } from '#core/errors';
import { nearmissVersion } from '../versions.js';
import type { SystemSpec } from './system.js';

export interface ValidationPlan {
  readonly format: 1;
  readonly nearmissVersion: string;
  readonly scenarios: DatasetPlan['scenarios'];
  /** Bodies of the user's own; missing where there are none. */
  readonly assets?: readonly PlannedManifest[];
  readonly seed: string;
  /** Draws of each scenario. */
  readonly count: number;
  readonly system: SystemSpec;
}

export const PLAN_FILE = 'plan.json';

/** @throws NearmissError NM7611 (exit 2) */
export function readPlan(text: string, file: string): ValidationPlan {
  const plan = parsed(text);
  if (plan?.format !== 1 || !Array.isArray(plan.scenarios))
    throw usageError('NM7611', `${file} is no plan of a validation`, 'give the folder that `nearmiss validate --out` wrote');
  if (plan.nearmissVersion !== nearmissVersion)
    throw usageError(
      'NM7613',
      `${file} was made by nearmiss ${plan.nearmissVersion}; this is ${nearmissVersion}`,
      'a case is the same again within a version only',
    );
  return plan;
}

function parsed(text: string): ValidationPlan | undefined {
  try {
    return JSON.parse(text) as ValidationPlan;
  } catch {
    return undefined;
  }
}
