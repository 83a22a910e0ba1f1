/** Cases of a plan, run by worker processes. */
import { NearmissError } from '#core/errors';
import type { CrewOrder, RanCase } from '../crew/messages.js';
import { type CrewSize, openRunCrew } from '../crew/open.js';
import { errorCase } from './case.js';
import { type CaseRuns, type CasesOptions, orderOf } from './here.js';

export interface ApartOptions extends CasesOptions {
  readonly plan: CrewOrder['plan'];
  readonly size: CrewSize;
  /** Cases that wait for each worker, so that none of them ever waits for a case. */
  readonly waiting: number;
  /** What systems print. */
  readonly onSaid?: (text: string) => void;
}

/** @throws NearmissError where the system can't be loaded (exit 2) or does not start (exit 3) */
export async function runsApart(options: ApartOptions): Promise<CaseRuns> {
  const { plan, out, startMs, answerMs, size, waiting, onSaid, now } = options;
  const crew = await openRunCrew({ plan, out, startMs, answerMs }, size, onSaid);
  return {
    about: crew.opened.about,
    atOnce: crew.workers * (1 + waiting),
    async run(scenario, draw) {
      const started = now();
      try {
        return (await crew.ask({ scenario, draw })) as RanCase;
      } catch (error) {
        if (!(error instanceof NearmissError && error.code === 'NM7010')) throw error;
        const done = errorCase(orderOf(options, scenario, draw), error);
        return { done, flaky: false, wallMs: now() - started };
      }
    },
    close: () => crew.close(),
  };
}
