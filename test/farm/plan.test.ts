/** Samples and jobs of a plan, one at a time: the very ones of the whole lists. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DatasetPlan } from '#contracts/job';
import { countJobs, countSamples, cutJobs, eachJob, eachSample, jobAt, sampleNamed, samplesOf } from '#farm/index';
import { fakePlan } from '../pipeline/fake-world.js';

const scenario = { path: 'a.yaml', sha256: '0', text: 'a' };
const covered = { axes: [], filled: 0, feasible: 0, share: 0, empty: [], infeasible: [] };

/** Plans that take the first draws of each scenario, and such that choose among them. */
const anyPlan: fc.Arbitrary<DatasetPlan> = fc
  .record({
    draws: fc.array(fc.uniqueArray(fc.nat(40), { maxLength: 9 }), { maxLength: 5 }),
    count: fc.nat(7),
    chooses: fc.boolean(),
  })
  .map(({ draws, count, chooses }) => {
    const scenarios = draws.map(() => scenario);
    if (!chooses) return fakePlan({ scenarios, count });
    const ascending = draws.map((each) => each.toSorted((a, b) => a - b));
    return fakePlan({ scenarios, count, chosen: { goal: 1, strength: 1, most: 9, pool: 41, draws: ascending, covered } });
  });

it('lazily, or by number: the same samples and jobs', () => {
  fc.assert(
    fc.property(anyPlan, fc.integer({ min: 1, max: 6 }), (plan, size) => {
      const samples = samplesOf(plan);
      const jobs = cutJobs('hash', samples, size);
      expect([...eachSample(plan)]).toEqual(samples);
      expect(countSamples(plan)).toBe(samples.length);
      expect(countJobs(plan, size)).toBe(jobs.length);
      expect([...eachJob(plan, 'hash', size)]).toEqual(jobs);
      for (const [number, job] of jobs.entries()) expect(jobAt(plan, 'hash', size, number)).toEqual(job);
      for (const task of samples) expect(sampleNamed(plan, task.sample)).toEqual(task);
    }),
  );
});

it('what is not there', () => {
  const plan = fakePlan({ count: 5 });
  expect(sampleNamed(plan, '000004')).toMatchObject({ draw: 4 });
  for (const name of ['000005', '4', '0x0004', '-00001', 'deer', '']) expect(sampleNamed(plan, name)).toBeUndefined();
  expect(() => jobAt(plan, 'hash', 2, 3)).toThrow('no job 3: the plan makes 3');
  expect(() => jobAt(plan, 'hash', 2, -1)).toThrow(RangeError);
});

it('names count on beyond six digits', () => {
  const plan = fakePlan({ count: 600_000, scenarios: [scenario, scenario] });
  expect(jobAt(plan, 'hash', 16, 62_500).samples[0]).toEqual({ sample: '1000000', scenario: 1, draw: 400_000 });
  expect(sampleNamed(plan, '1000000')).toEqual({ sample: '1000000', scenario: 1, draw: 400_000 });
});
