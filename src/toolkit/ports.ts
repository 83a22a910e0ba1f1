/** The rooms as the pipeline's ports, for one plan. */
import { bodyAssets } from '#assets/index';
import type { DatasetPlan } from '#contracts/job';
import type { Bodies } from '#contracts/model';
import type { ConcreteScenario } from '#contracts/scenario';
import { labelFrame, openAudit } from '#labels/index';
import type { Ports } from '#pipeline/index';
import { createRayCaster } from '#renderers/raycast/index';
import { cameraView } from '#sensors/camera';
import { openSensor } from '#sensors/index';
import { quarantineFrame } from '#writers/index';
import { repaintPort } from './repaint/port.js';
import { definitionOf, writers } from './rooms.js';
import { drawConcrete, type LoadedScenario, parsePlanned, simulateConcrete } from './scenarios.js';
import { variedDraws } from './variation.js';

/**
 * @param bodies those of the plan (`bodiesOfPlan`)
 * @param here the plan as its files lie on this machine (`planHere`)
 * @throws NearmissError (exit 2) when a scenario of the plan can't be read by this version.
 */
export function portsOf(plan: DatasetPlan, bodies: Bodies = bodyAssets, here: DatasetPlan = plan): Ports {
  const parsed: readonly LoadedScenario[] = here.scenarios.map((scenario) => parsePlanned(scenario, bodies));
  const rays = createRayCaster(bodies);
  const plain = {
    draw: (scenario: number, draw: number) => drawConcrete(parsed[scenario] as LoadedScenario, plan.seed, draw),
    simulate: (concrete: ConcreteScenario) => simulateConcrete(concrete, true, { bodies }),
  };
  const repainting = plan.models === undefined ? {} : repaintPort(here);
  return {
    ...(plan.variation === undefined ? plain : variedDraws(here, plan.variation, parsed, bodies)),
    cameraView,
    openSensor: (input) => openSensor({ ...input, rays, bodies }),
    labelFrame: (input) => labelFrame({ ...input, bodies }),
    openAudit,
    quarantine: quarantineFrame,
    ...repainting,
    definition: definitionOf(plan, bodies),
    writers: plan.writers.map((name) => writers.get(name)),
  };
}
