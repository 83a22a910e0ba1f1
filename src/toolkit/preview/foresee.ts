/** The scene of a draw, told while its run is still being made, so that whoever paints can build its place meanwhile. */
import type { Bodies } from '#contracts/model';
import type { ConcreteScenario } from '#contracts/scenario';
import type { SceneSpec } from '#contracts/scene';
import { semanticIds } from '#labels/index';
import { buildPlace } from '#places/index';
import { bodiesOf, sceneOf } from '#world/scene';

export function foreseenScene(scenario: ConcreteScenario, bodies: Bodies): SceneSpec {
  return sceneOf(scenario, bodiesOf(scenario, buildPlace(scenario.place), bodies), semanticIds);
}
