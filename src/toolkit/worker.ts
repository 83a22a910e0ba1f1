/** A worker process: opens the plan's renderer and makes the jobs it is given. Started by the farm's local queue. */

import { usageError } from '#core/errors';
import { canonicalJson } from '#core/hash';
import { hashOfPlan, serveJobs } from '#farm/index';
import { folderStore } from '#writers/index';
import { bodiesOfPlan } from './own-assets/library.js';
import { portsOf } from './ports.js';
import { renderers } from './rooms.js';

serveJobs(async ({ plan, out, renderer, expected }) => {
  const bodies = await bodiesOfPlan(plan);
  const ports = portsOf(plan, bodies);
  const session = await renderers.get(plan.renderer).open({ ...renderer, bodies });
  if (expected !== undefined && canonicalJson(expected) !== canonicalJson(session.info)) {
    await session.close();
    const what = `the samples in ${out} were drawn by ${expected.backend}; here it would be ${session.info.backend}`;
    throw usageError('NM7011', what, 'go on where it was started, or start anew in another folder');
  }
  const store = folderStore(out, `worker-${process.pid}`);
  return { plan, planHash: hashOfPlan(plan), ports, session, store, now: () => performance.now() };
});
