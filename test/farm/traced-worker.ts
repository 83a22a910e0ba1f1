/** A worker of the fake world whose spans go to the collector that the environment names. */
import { hashOfPlan, serveJobs } from '#farm/index';
import { openTracing } from '#watch/index';
import { folderStore } from '#writers/index';
import { fakePorts, fakeSession } from '../pipeline/fake-world.js';

const tracing = await openTracing({ env: process.env, worker: 'child', version: '0.1.0', pid: process.pid, now: Date.now });

serveJobs(
  async ({ plan, out }) => ({
    plan,
    planHash: hashOfPlan(plan),
    ports: fakePorts(plan),
    store: folderStore(out, `worker-${process.pid}`),
    now: () => 0,
    openSession: async () => fakeSession(),
    sessionKey: 'fake',
  }),
  { tracing },
);
