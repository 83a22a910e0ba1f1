/** How fast concrete scenarios are drawn, run and judged in a batch, beside a bare loop of the physics engine with as many bodies. */
import { Body, Box, Vec3, World } from 'cannon-es';
import { semanticIds } from '#labels/index';
import { drawScenario, loadScenario, type Scenario } from '#scenario/index';
import { simulate } from '#world/simulate';

const RUNS = 200;

export interface BatchSpeed {
  /** Simulated seconds a second: verdicts alone, ended by the first contact; whole runs with their traces; the bare loop. */
  readonly verdicts: number;
  readonly traces: number;
  readonly bareLoop: number;
}

export async function batchSpeed(path: string): Promise<BatchSpeed> {
  const { scenario } = await loadScenario(path);
  if (scenario === undefined) throw new Error(`${path} can't be read`);
  const verdicts = (): number => batch(scenario, { traceHz: 0, endAtContact: true });
  const traces = (): number => batch(scenario, { traceHz: 50 });
  const { duration, actors } = drawScenario(scenario, { seed: 'bench', draw: 0 }).concrete;
  const bare = (): number => bareLoop(actors.length, duration);
  for (const warm of [verdicts, traces, bare]) warm();
  // In turns, so that what else the machine does hits all alike.
  const rounds = [1, 2, 3].map(() => ({ verdicts: verdicts(), traces: traces(), bareLoop: bare() }));
  const best = (key: keyof BatchSpeed): number => Math.max(...rounds.map((round) => round[key]));
  return { verdicts: best('verdicts'), traces: best('traces'), bareLoop: best('bareLoop') };
}

function batch(scenario: Scenario, options: { readonly traceHz: number; readonly endAtContact?: boolean }): number {
  const start = performance.now();
  let simulated = 0;
  for (let draw = 0; draw < RUNS; draw++) {
    const { concrete } = drawScenario(scenario, { seed: 'bench', draw });
    const { trace } = simulate(concrete, { semanticIds, withCaptures: false, bodies: scenario.bodies, ...options });
    const contact = options.endAtContact === true ? trace.events.find(({ kind }) => kind === 'contact') : undefined;
    simulated += contact === undefined ? concrete.duration : contact.timeNs / 1e9;
  }
  return simulated / ((performance.now() - start) / 1000);
}

/** The same number of boxes going straight on, in steps of 1/60 s: no triggers, no criteria, no contacts. */
function bareLoop(count: number, duration: number): number {
  const start = performance.now();
  for (let run = 0; run < RUNS; run++) {
    const world = new World();
    for (let i = 0; i < count; i++) {
      const body = new Body({ mass: 1000, position: new Vec3(0, 20 * i, 1), velocity: new Vec3(10, 0, 0), linearDamping: 0 });
      body.addShape(new Box(new Vec3(2, 0.9, 0.7)));
      world.addBody(body);
    }
    for (let step = 0; step < duration * 60; step++) world.step(1 / 60);
  }
  return (RUNS * duration) / ((performance.now() - start) / 1000);
}
