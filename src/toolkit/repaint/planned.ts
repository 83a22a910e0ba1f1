/** Models that scenarios name: looked at before anything is written, and found again by who makes samples. */
import { dirname } from 'node:path';
import type { DatasetPlan } from '#contracts/job';
import type { PlannedModel } from '#contracts/repaint';
import { type Diagnostic, NearmissError, usageError } from '#core/errors';
import { type AskedModel, askedModel } from '#scenario/index';
import type { LoadedScenario } from '../scenarios.js';
import { type FoundModel, findModel } from './find-model.js';
import { refuseStyle } from './session.js';

/** What is wrong with the model that a scenario asks for, where it stands. */
export async function modelProblems(scenario: LoadedScenario): Promise<readonly Diagnostic[]> {
  const asked = askedModel(scenario);
  if (asked === undefined) return [];
  const { file } = scenario;
  try {
    const model = await findModel(asked.model, dirname(file));
    return asked.styles.flatMap((style) => told(file, asked.stylesAt, () => refuseStyle(style, model)));
  } catch (error) {
    return [diagnosticOf(error, file, asked.at)];
  }
}

function told(file: string, at: AskedModel['at'], look: () => void): readonly Diagnostic[] {
  try {
    look();
    return [];
  } catch (error) {
    return [diagnosticOf(error, file, at)];
  }
}

function diagnosticOf(error: unknown, file: string, at: AskedModel['at']): Diagnostic {
  if (!(error instanceof NearmissError)) throw error;
  const { code, message, hint } = error;
  return { file, ...at, code, message, ...(hint === undefined ? {} : { hint }), severity: 'error' };
}

/** Of scenarios without problems. */
export async function plannedModels(scenarios: readonly LoadedScenario[]): Promise<readonly PlannedModel[]> {
  const planned: PlannedModel[] = [];
  for (const scenario of scenarios) {
    const asked = askedModel(scenario);
    if (asked === undefined) continue;
    const { path, sha256 } = await findModel(asked.model, dirname(scenario.file));
    planned.push({ scenario: scenario.name, model: asked.model, ...(path === undefined ? {} : { path }), sha256 });
  }
  return planned;
}

/** @throws NearmissError (exit 2) NM8223 when it is another than was planned, NM8221 when it is gone */
export async function plannedModel({ models = [] }: Pick<DatasetPlan, 'models'>, scenario: string): Promise<FoundModel> {
  const planned = models.find((each) => each.scenario === scenario);
  if (planned === undefined) throw usageError('NM8223', `the plan has no model for ${scenario}`, 'generate it anew');
  const found = await findModel(planned.path ?? planned.model, '.');
  if (found.sha256 === planned.sha256) return found;
  throw usageError(
    'NM8223',
    `${planned.path ?? planned.model} is not the model that the dataset was planned with`,
    `its SHA-256 was ${planned.sha256}`,
  );
}
