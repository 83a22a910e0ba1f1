/** A worker process: opens the plan's renderer and makes the jobs it is given. Started by the farm. */
import { setFlagsFromString } from 'node:v8';
import { hashOf } from '#core/hash';
import { hashOfPlan, serveJobs } from '#farm/index';
import { endBrowsersOf } from '#renderers/three/host/index';
import { openTracing } from '#watch/index';
import { processToken } from './farm/token.js';
import { inputsCache, planHere } from './inputs/index.js';
import { bodiesOfPlan } from './own-assets/library.js';
import { portsOf } from './ports.js';
import { renderers } from './rooms.js';
import { storeAt } from './stores.js';
import { nearmissVersion } from './versions.js';

/**
 * V8 lets a heap that is busy grow to several times what it holds before it collects: over thousands of frames half as much memory again, which looks like a leak and costs room on a machine with
 * many workers. Collected earlier, it stays where it is (docs/farm.md has the figures).
 */
setFlagsFromString('--heap-growing-percent=25');

const tracing = await openTracing({
  env: process.env,
  worker: processToken(),
  version: nearmissVersion,
  now: () => performance.timeOrigin + performance.now(),
  pid: process.pid,
});

serveJobs(
  async ({ plan, out, renderer }) => {
    const store = storeAt(out, `worker-${process.pid}`);
    const here = await planHere(plan, store, inputsCache(process.env, Date.now));
    const bodies = await bodiesOfPlan(here);
    return {
      plan,
      planHash: hashOfPlan(plan),
      ports: portsOf(plan, bodies, here),
      store,
      now: () => performance.now(),
      openSession: () => renderers.get(plan.renderer).open({ ...renderer, bodies }),
      sessionKey: hashOf({ renderer: plan.renderer, options: { ...renderer }, assets: plan.assets ?? [] }),
    };
  },
  { tracing, abandon: () => endBrowsersOf(process.pid) },
);
