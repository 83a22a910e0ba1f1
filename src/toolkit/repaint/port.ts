/** The diffusion pass as the pipeline's port: model and engine are opened with the first frame that wants them. */
import type { DatasetPlan } from '#contracts/job';
import type { RepaintedFrame, RepaintInput } from '#contracts/repaint';
import type { ConcreteScenario } from '#contracts/scenario';
import { type RandomStream, randomRoot } from '#core/random';
import { plannedModel } from './planned.js';
import { openRepaintSession, type RepaintSession } from './session.js';

/** A worker has a core to itself; the number of threads must not hang on how many workers there are. */
const ENGINE = { threads: 1 };

export interface RepaintPort {
  repaint(input: RepaintInput): Promise<RepaintedFrame>;
  close(): Promise<void>;
}

export function repaintPort(plan: Pick<DatasetPlan, 'models'>): RepaintPort {
  /** By model: scenarios may share one. */
  const sessions = new Map<string, Promise<RepaintSession>>();
  const sessionFor = (scenario: string): Promise<RepaintSession> => {
    const key = plan.models?.find((each) => each.scenario === scenario)?.sha256 ?? '';
    const known =
      sessions.get(key) ?? plannedModel(plan, scenario).then((model) => openRepaintSession(model, { engine: ENGINE }));
    sessions.set(key, known);
    return known;
  };
  return {
    async repaint({ scenario, annotations, layers }) {
      if (scenario.diffusion === undefined) throw new RangeError(`${scenario.name} asks for no repainting`);
      const session = await sessionFor(scenario.name);
      return session.frame({ annotations, layers }, scenario.diffusion, streamOf(scenario));
    },
    async close() {
      for (const session of sessions.values()) await session.then((opened) => opened.close()).catch(() => {});
      sessions.clear();
    },
  };
}

/** Of the sample: its frames share their noise, and scenarios of one seed do not. */
export function streamOf({ seed, name, draw }: Pick<ConcreteScenario, 'seed' | 'name' | 'draw'>): RandomStream {
  return randomRoot(seed).child('diffusion').child(name).child(draw);
}
