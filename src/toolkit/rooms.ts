/** The rooms plugged together: every built-in renderer and writer by name, and what a dataset is said to hold. */

import { bodyAssets } from '#assets/index';
import type { DatasetPlan } from '#contracts/job';
import type { LayerName } from '#contracts/layers';
import type { Bodies } from '#contracts/model';
import type { DatasetDefinition } from '#contracts/writer';
import { createRegistry } from '#core/registry';
import { countSamples } from '#farm/index';
import { ontology } from '#labels/index';
import { raycastRenderer } from '#renderers/raycast/index';
import { threeRenderer } from '#renderers/three/host/index';
import { writers as writerList } from '#writers/index';

export const renderers = createRegistry('renderer', [threeRenderer, raycastRenderer]);
export const writers = createRegistry('writer', writerList);

/** Said once a dataset; the same for every dataset of a version but for layers and writers. */
export function definitionOf(
  plan: Pick<DatasetPlan, 'layers' | 'writers' | 'scenarios' | 'count' | 'chosen' | 'models' | 'repainted'>,
  bodies: Bodies = bodyAssets,
): DatasetDefinition {
  return {
    ontology,
    layers: plan.layers as readonly LayerName[],
    keypoints: keypointsByClass(bodies),
    title: `nearmiss dataset of ${plan.scenarios.map(({ path }) => path).join(', ')}`,
    samples: countSamples(plan),
    writers: plan.writers,
    bodies,
    ...(plan.models === undefined && plan.repainted === undefined ? {} : { repainted: true }),
  };
}

/** Classes whose bodies have keypoints; bodies of one class share their names and skeleton. */
function keypointsByClass(bodies: Bodies): DatasetDefinition['keypoints'] {
  const byClass = new Map<string, DatasetDefinition['keypoints'][string]>();
  for (const asset of bodies.all) {
    if (byClass.has(asset.class)) continue;
    const { keypoints, skeleton } = asset.build({ asset: asset.name, seed: 0, traits: {} });
    if (keypoints.length > 0) byClass.set(asset.class, { names: keypoints, skeleton });
  }
  return Object.fromEntries([...byClass].sort(([a], [b]) => (a < b ? -1 : 1)));
}
