/** Manifests for Kubernetes against the API's own schemas, and what nearmiss asks of them beyond. No cluster needed. */
import { Deployment } from 'kubernetes-models/apps/v1';
import { Job } from 'kubernetes-models/batch/v1';
import { describe, expect, test } from 'vitest';
import { KUBERNETES, podCalls, type Workload, workload } from './templates.js';

function complaint(manifest: unknown): string | undefined {
  const { kind } = manifest as Workload;
  try {
    if (kind === 'Job') new Job(manifest as never).validate();
    else if (kind === 'Deployment') new Deployment(manifest as never).validate();
    else return `no schema of ${kind}`;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

type Owner = Record<string, unknown>;

/** The schema lets unknown keys pass. One it knows refuses at least one of these values. */
const ODD_VALUES = [1.5, true, 'odd', { odd: 1 }, [1.5]];

/** Keys that the API would drop without a word: misspelt, or in the wrong place. */
function unknownKeys(manifest: object): readonly string[] {
  const copy = structuredClone(manifest) as Owner;
  const unknown: string[] = [];
  const look = (owner: Owner, path: string): void => {
    for (const key of Object.keys(owner)) {
      const value = owner[key];
      const isKnown = ODD_VALUES.some((odd) => {
        owner[key] = odd;
        return complaint(copy) !== undefined;
      });
      owner[key] = value;
      if (!isKnown) unknown.push(`${path}${key}`);
      else if (typeof value === 'object' && value !== null) look(value as Owner, `${path}${key}.`);
    }
  };
  look(copy, '');
  return unknown;
}

describe.each(KUBERNETES)('%s', (name) => {
  const manifest = workload(name);
  const pod = manifest.spec.template.spec;
  const [container] = pod.containers;

  test('is what the API takes, every key of it', () => {
    expect(complaint(manifest)).toBeUndefined();
    expect(unknownKeys(manifest)).toEqual([]);
  });

  test('runs confined', () => {
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 10001,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.hostNetwork ?? pod.hostPID ?? pod.hostIPC).toBeUndefined();
    expect(pod.volumes).toEqual([{ name: 'tmp', emptyDir: { sizeLimit: expect.stringMatching(/Gi$/) } }]);
    expect(container.volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
  });

  test('says what it needs, and holds no secret', () => {
    expect(container.resources).toMatchObject({ requests: { cpu: expect.anything() }, limits: { memory: expect.anything() } });
    expect(container.image).toMatch(/:\d+\.\d+\.\d+$/);
    for (const { name: variable, value } of container.env ?? [])
      if (value !== undefined) expect(variable).not.toMatch(/KEY|SECRET|TOKEN|PASSWORD|NEARMISS_QUEUE/);
    expect(container.envFrom).toEqual([{ secretRef: { name: 'nearmiss-store' } }]);
  });
});

test('each index makes a part of its own, all of them the whole', () => {
  const { completions = 0, parallelism } = workload('indexed-job.yaml').spec;
  expect(parallelism).toBeLessThanOrEqual(completions);
  const parts = Array.from({ length: completions }, (_, index) => {
    const [call = []] = podCalls('indexed-job.yaml', index);
    return call[call.indexOf('--shard') + 1];
  });
  expect(parts).toEqual(Array.from({ length: completions }, (_, i) => `${i + 1}/${completions}`));
});

test('the merge looks where the parts were put', () => {
  const [generate = []] = podCalls('indexed-job.yaml', 0);
  const [merge] = podCalls('merge-job.yaml');
  expect(merge).toEqual(['merge', generate[generate.indexOf('--out') + 1]]);
});

test('mistakes end a job, nodes that went away do not count', () => {
  for (const name of ['indexed-job.yaml', 'merge-job.yaml'] as const) {
    const { podFailurePolicy, template } = workload(name).spec;
    expect(template.spec.restartPolicy).toBe('Never');
    expect(podFailurePolicy).toEqual({
      rules: [
        { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
        { action: 'FailJob', onExitCodes: { containerName: 'nearmiss', operator: 'In', values: [2] } },
      ],
    });
  }
});

test('workers have longer to end than they give their sample', () => {
  const { selector, template } = workload('workers.yaml').spec;
  const { args } = template.spec.containers[0];
  expect(template.spec.terminationGracePeriodSeconds).toBeGreaterThan(Number(args[args.indexOf('--grace') + 1]));
  expect(template.metadata.labels).toEqual(selector?.matchLabels);
});

describe('the checks can fail', () => {
  const changed = (change: (manifest: { spec: Owner }) => void): object => {
    const copy = structuredClone(workload('indexed-job.yaml')) as unknown as { spec: Owner };
    change(copy);
    return copy;
  };
  test('by type, by want, by a misspelt key', () => {
    expect(
      complaint(
        changed(({ spec }) => {
          spec.completions = '8';
        }),
      ),
    ).toMatch(/completions must be integer/);
    expect(
      complaint(
        changed(({ spec }) => {
          delete spec.template;
        }),
      ),
    ).toMatch(/template/);
    expect(
      unknownKeys(
        changed(({ spec }) => {
          spec.backofLimitPerIndex = 4;
        }),
      ),
    ).toEqual(['spec.backofLimitPerIndex']);
  });
});
