/** Runs of one scenario file, by seed and draw. */
import type { DatasetPlan } from '#contracts/job';
import type { Bodies } from '#contracts/model';
import type { Run } from '#contracts/run';
import type { Ports } from '#pipeline/index';
import { portsOf } from '../ports.js';

export interface Drawn {
  readonly seed: string;
  readonly draw: number;
  readonly plan: DatasetPlan;
  readonly ports: Ports;
  readonly run: Run;
}
export interface Draws {
  /** The last one is kept. @throws NearmissError when that seed has no such draw */
  at(seed: string, draw: number): Drawn;
}

/** @param whole shows all of a run, not what the scenario captures alone */
export function drawsOf(plan: DatasetPlan, bodies: Bodies, whole: boolean): Draws {
  let known = { plan, ports: portsOf(plan, bodies) };
  let last: Drawn | undefined;
  return {
    at(seed, draw) {
      if (last?.seed === seed && last.draw === draw) return last;
      if (seed !== known.plan.seed) known = { plan: { ...plan, seed }, ports: portsOf({ ...plan, seed }, bodies) };
      const { concrete } = known.ports.draw(0, draw);
      const { capture } = concrete;
      const shown = whole ? { ...concrete, capture: { ...capture, windows: [], maxFrames: MOST_FRAMES } } : concrete;
      last = { seed, draw, ...known, run: known.ports.simulate(shown) };
      return last;
    },
  };
}

const MOST_FRAMES = 100_000;
