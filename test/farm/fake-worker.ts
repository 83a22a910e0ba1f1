/** A worker of the fake world. `NEARMISS_FAKE_CRASH=FILE`: dies once, hard, while drawing, and leaves FILE as a sign. */
import { existsSync, writeFileSync } from 'node:fs';
import { infrastructureError } from '#core/errors';
import { hashOfPlan, serveJobs } from '#farm/index';
import { folderStore } from '#writers/index';
import { fakePorts, fakeSession } from '../pipeline/fake-world.js';

serveJobs(async ({ plan, out }) => {
  const session = fakeSession();
  const render = session.render.bind(session);
  session.render = async (request) => {
    await new Promise((resolve) => setTimeout(resolve, plan.seed === 'slow' ? 100 : 1));
    const sign = process.env.NEARMISS_FAKE_CRASH;
    if (sign !== undefined && session.drawn === 4 && !existsSync(sign)) {
      writeFileSync(sign, '');
      process.kill(process.pid, 'SIGKILL');
    }
    if (plan.seed === 'no-gpu') throw infrastructureError('NM0000', 'the graphics card is on fire');
    if (plan.seed === 'bug') throw new Error('a bug');
    return render(request);
  };
  const store = folderStore(out, `worker-${process.pid}`);
  const rest = { openSession: async () => session, sessionKey: 'fake' };
  return { plan, planHash: hashOfPlan(plan), ports: fakePorts(plan), store, now: () => 0, ...rest };
});
