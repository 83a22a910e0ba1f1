/** What `deploy/` holds, read; and what its command lines come to when a shell has been at them. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../cli/nearmiss.js';

export function textOf(name: string): string {
  return readFileSync(join(root, 'deploy', name), 'utf8');
}
export const KUBERNETES = ['indexed-job.yaml', 'merge-job.yaml', 'workers.yaml'] as const;
export const SLURM = ['array.sbatch', 'merge.sbatch'] as const;

interface Container {
  readonly name: string;
  readonly image: string;
  readonly args: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly [key: string]: unknown;
}
export interface Workload {
  readonly kind: 'Job' | 'Deployment';
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly completions?: number;
    readonly selector?: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: {
        readonly containers: readonly [Container];
        readonly terminationGracePeriodSeconds: number;
        readonly [key: string]: unknown;
      };
    };
    readonly [key: string]: unknown;
  };
}

export function workload(name: (typeof KUBERNETES)[number]): Workload {
  return parse(textOf(`kubernetes/${name}`), { uniqueKeys: true }) as Workload;
}

/** Plain values of a container's environment. */
export function environmentOf({ env = [] }: Container): Readonly<Record<string, string>> {
  return Object.fromEntries(env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
}

/**
 * Runs a script with a `nearmiss` on the path that only says what it was called with.
 * @returns the arguments of each call @throws Error where the script ends with another code than 0
 */
export function callsOf(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): readonly (readonly string[])[] {
  const folder = mkdtempSync(join(tmpdir(), 'nearmiss-deploy-'));
  try {
    const told = join(folder, 'calls');
    writeFileSync(join(folder, 'nearmiss'), `#!/bin/sh\nprintf '%s\\0' "$@" >> '${told}'\nprintf '\\n\\0' >> '${told}'\n`);
    chmodSync(join(folder, 'nearmiss'), 0o755);
    const env = { PATH: `${folder}:/usr/bin:/bin`, HOME: folder, ...environment };
    const { status, stderr } = spawnSync(program, args, { cwd: root, env, encoding: 'utf8', timeout: 30_000 });
    if (status !== 0) throw new Error(`${args.join(' ')}: exit ${status}: ${stderr}`);
    const calls: string[][] = [[]];
    for (const word of readFileSync(told, 'utf8').split('\0').slice(0, -1)) {
      if (word === '\n') calls.push([]);
      else calls.at(-1)?.push(word);
    }
    return calls.slice(0, -1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a pod of it runs. @param index of an indexed job */
export function podCalls(name: (typeof KUBERNETES)[number], index?: number): readonly (readonly string[])[] {
  const [container] = workload(name).spec.template.spec.containers;
  const [program = '', ...args] = container.args;
  const more: Readonly<Record<string, string>> = index === undefined ? {} : { JOB_COMPLETION_INDEX: String(index) };
  return callsOf(program, args, { ...environmentOf(container), ...more });
}

/** Tasks of the array that a script asks for: `--array=1-8`. */
export function arrayOf(script: string): { readonly first: number; readonly last: number } {
  const [, first, last] = /^#SBATCH --array=(\d+)-(\d+)$/m.exec(script) ?? [];
  if (first === undefined || last === undefined) throw new Error('the script asks for no array');
  return { first: Number(first), last: Number(last) };
}

export function arrayEnvironment(script: string, task: number): Readonly<Record<string, string>> {
  const { first, last } = arrayOf(script);
  return {
    SLURM_ARRAY_JOB_ID: '4711',
    SLURM_ARRAY_TASK_ID: String(task),
    SLURM_ARRAY_TASK_COUNT: String(last - first + 1),
    SLURM_CPUS_PER_TASK: '2',
  };
}
