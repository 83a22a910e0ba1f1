/** A worker process: opens the plan's renderer and makes the jobs it is given. Started by the farm. */
import { hashOf } from '#core/hash';
import { hashOfPlan, serveJobs } from '#farm/index';
import { bodiesOfPlan } from './own-assets/library.js';
import { portsOf } from './ports.js';
import { renderers } from './rooms.js';
import { storeAt } from './stores.js';

serveJobs(async ({ plan, out, renderer }) => {
  const bodies = await bodiesOfPlan(plan);
  return {
    plan,
    planHash: hashOfPlan(plan),
    ports: portsOf(plan, bodies),
    store: storeAt(out, `worker-${process.pid}`),
    now: () => performance.now(),
    openSession: () => renderers.get(plan.renderer).open({ ...renderer, bodies }),
    sessionKey: hashOf({ renderer: plan.renderer, options: { ...renderer }, assets: plan.assets ?? [] }),
  };
});
