/** A worker process: opens the plan's renderer and makes the jobs it is given. Started by the farm. */
import { hashOf } from '#core/hash';
import { hashOfPlan, serveJobs } from '#farm/index';
import { openTracing } from '#watch/index';
import { processToken } from './farm/token.js';
import { bodiesOfPlan } from './own-assets/library.js';
import { portsOf } from './ports.js';
import { renderers } from './rooms.js';
import { storeAt } from './stores.js';
import { nearmissVersion } from './versions.js';

const tracing = await openTracing({
  env: process.env,
  worker: processToken(),
  version: nearmissVersion,
  now: () => performance.timeOrigin + performance.now(),
  pid: process.pid,
});

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
}, tracing);
