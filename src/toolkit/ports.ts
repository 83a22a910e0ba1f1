/** The rooms as the pipeline's ports, for one plan. */
import type { DatasetPlan } from '#contracts/job';
import { labelFrame, openAudit } from '#labels/index';
import type { Ports } from '#pipeline/index';
import { createRayCaster } from '#renderers/raycast/index';
import { cameraView } from '#sensors/camera';
import { openSensor } from '#sensors/index';
import { quarantineFrame } from '#writers/index';
import { definitionOf, writers } from './rooms.js';
import { drawConcrete, type LoadedScenario, parsePlanned, simulateConcrete } from './scenarios.js';

/** @throws NearmissError (exit 2) when a scenario of the plan can't be read by this version. */
export function portsOf(plan: DatasetPlan): Ports {
  const parsed: readonly LoadedScenario[] = plan.scenarios.map(parsePlanned);
  const rays = createRayCaster();
  return {
    draw: (scenario, draw) => drawConcrete(parsed[scenario] as LoadedScenario, plan.seed, draw),
    simulate: (concrete) => simulateConcrete(concrete, true),
    cameraView,
    openSensor: (input) => openSensor({ ...input, rays }),
    labelFrame,
    openAudit,
    quarantine: quarantineFrame,
    definition: definitionOf(plan),
    writers: plan.writers.map((name) => writers.get(name)),
  };
}
