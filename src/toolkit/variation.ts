/** A plan's samples with some keys changed and everything else held. */
import type { DatasetPlan, Variation } from '#contracts/job';
import type { Bodies } from '#contracts/model';
import type { ConcreteScenario } from '#contracts/scenario';
import type { Ports } from '#pipeline/index';
import { drawScenario, textWith, type Varied, variedConcrete } from '#scenario/index';
import { type Drawn, drawConcrete, type LoadedScenario, parsePlanned, simulateConcrete } from './scenarios.js';

/** @throws NearmissError (exit 2) with every problem of the changed file, or NM7501, NM7502 */
export function variedScenario(
  { path, text, sha256 }: DatasetPlan['scenarios'][number],
  { set }: Variation,
  bodies?: Bodies,
): LoadedScenario {
  return parsePlanned({ path, sha256, text: textWith(text, set) }, bodies);
}

/** @param base the draw without the variation @param other the scenario with the keys changed */
export function variedDraw({ concrete, rejections }: Drawn, other: LoadedScenario, { set }: Variation): Varied {
  const { seed, draw } = concrete;
  const drawn = drawScenario(other, { seed, draw, attempt: rejections.attempts - 1 });
  return variedConcrete(concrete, drawn.concrete, set);
}

export function variedDraws(
  plan: DatasetPlan,
  variation: Variation,
  parsed: readonly LoadedScenario[],
  bodies: Bodies,
): Pick<Ports, 'draw' | 'simulate'> {
  const changed = plan.scenarios.map((scenario) => variedScenario(scenario, variation, bodies));
  const bases = new WeakMap<ConcreteScenario, ConcreteScenario>();
  return {
    draw(scenario, draw) {
      const base = drawConcrete(parsed[scenario] as LoadedScenario, plan.seed, draw);
      const { concrete } = variedDraw(base, changed[scenario] as LoadedScenario, variation);
      bases.set(concrete, base.concrete);
      return { concrete, rejections: base.rejections };
    },
    simulate(concrete) {
      const base = bases.get(concrete);
      return base === undefined || variation.motion === 'resimulated'
        ? simulateConcrete(concrete, true, { bodies })
        : simulateConcrete(base, true, { bodies, shownAs: concrete });
    },
  };
}
