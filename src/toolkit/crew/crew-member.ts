/** A worker process that makes runs with a system of its own at the wheel. Started by `openRunCrew`. */
import { type CrewAsked, serveAsked } from '#farm/index';
import { bodiesOfPlan } from '../own-assets/library.js';
import { readEvent } from '../rare/event.js';
import { problemOf, type ScenarioProblem } from '../rare/problem.js';
import { planned } from '../validate/files.js';
import { runsHere } from '../validate/here.js';
import type { CrewAnswer, CrewOpened, CrewOrder, CrewTask } from './messages.js';

interface Member {
  readonly opened: CrewOpened;
  answer(task: CrewTask): Promise<CrewAnswer>;
  close(): Promise<void>;
}

async function join({ plan, event, ...rest }: CrewOrder): Promise<Member> {
  const bodies = await bodiesOfPlan(plan);
  const scenarios = plan.scenarios.map((each) => planned(each, bodies));
  const runs = await runsHere({ ...rest, plan, scenarios, bodies, now: () => performance.now() });
  const system = runs.system();
  let problem: ScenarioProblem | undefined;
  const { seed } = plan;
  return {
    opened: { about: system.about, wantsPictures: system.pictures !== undefined },
    async answer(task) {
      if ('scenario' in task) return await runs.run(task.scenario, task.draw);
      const [only] = scenarios;
      if (only === undefined || event === undefined) throw new Error('margins of nothing');
      problem ??= problemOf({ scenario: only.scenario(), bodies, event: readEvent(event), system, seed });
      return await problem.marginsAt(task.points);
    },
    close: () => runs.close(),
  };
}

serveAsked<CrewAsked<CrewOrder, CrewTask>, CrewAnswer | CrewOpened>(() => {
  let member: Member | undefined;
  return {
    async answer(asked) {
      if ('task' in asked) return await (member as Member).answer(asked.task);
      member = await join(asked.order);
      return member.opened;
    },
    // Nobody waits for what it is at: a system that is asked something is ended with it.
    async close() {
      await member?.close();
    },
  };
});
