/** Every command line in `deploy/` is one that this version of nearmiss takes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createParser } from '../../src/cli/parser.js';
import { root } from '../cli/nearmiss.js';
import { arrayEnvironment, arrayOf, callsOf, KUBERNETES, podCalls, textOf } from './templates.js';

async function refusal(args: readonly string[]): Promise<string | undefined> {
  try {
    await createParser('0.0.0', undefined, () => {}).parseAsync([...args]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('Kubernetes', () => {
  test.each(KUBERNETES)('%s', async (name) => {
    const calls = podCalls(name, 0);
    expect(calls).toHaveLength(1);
    for (const call of calls) expect(await refusal(call)).toBeUndefined();
  });
});

describe('Slurm', () => {
  test('each task of the array makes a part of its own, all of them the whole', async () => {
    const script = textOf('slurm/array.sbatch');
    const { first, last } = arrayOf(script);
    const parts: string[] = [];
    for (let task = first; task <= last; task++) {
      const calls = callsOf('/bin/bash', [join(root, 'deploy/slurm/array.sbatch')], arrayEnvironment(script, task));
      expect(calls).toHaveLength(1);
      for (const call of calls) {
        expect(await refusal(call)).toBeUndefined();
        parts.push(call[call.indexOf('--shard') + 1] as string);
      }
    }
    expect(parts).toEqual(Array.from({ length: last }, (_, i) => `${i + 1}/${last}`));
  });

  test('the merge looks where the parts were put', async () => {
    const script = textOf('slurm/array.sbatch');
    const [generate = []] = callsOf('/bin/bash', [join(root, 'deploy/slurm/array.sbatch')], arrayEnvironment(script, 1));
    const [merge = []] = callsOf('/bin/bash', [join(root, 'deploy/slurm/merge.sbatch')], {});
    expect(await refusal(merge)).toBeUndefined();
    expect(merge).toEqual(['merge', generate[generate.indexOf('--out') + 1]]);
  });

  test('a mistake ends the task with its exit code', () => {
    expect(() => callsOf('/bin/bash', ['-c', 'nearmiss() { return 2; }; set -e; nearmiss &  wait $!'], {})).toThrow(/exit 2/);
  });
});

describe('containers', () => {
  interface Service {
    readonly image: string;
    readonly command: readonly string[];
    readonly user?: string;
    readonly [key: string]: unknown;
  }
  const { services } = parse(textOf('container/compose.yaml')) as { readonly services: Readonly<Record<string, Service>> };

  test('compose.yaml: commands, and nothing more than it takes', async () => {
    const [program, ...args] = services.worker?.command ?? [];
    expect(program).toBe('nearmiss');
    expect(await refusal(args)).toBeUndefined();
    for (const { image, cap_drop, security_opt, ports, privileged } of Object.values(services)) {
      expect(image).toMatch(/:\d+\.\d+\.\d+(-[a-z]+)?$/);
      expect(cap_drop).toEqual(['ALL']);
      expect(security_opt).toEqual(['no-new-privileges:true']);
      expect(ports ?? privileged).toBeUndefined();
    }
    expect(services.redis?.command.join(' ')).toContain('--maxmemory-policy noeviction');
    const dependencies = services.worker?.depends_on as Readonly<Record<string, unknown>>;
    expect(Object.keys(dependencies).every((name) => name in services)).toBe(true);
  });
});

test('commands in the comments and on the page', async () => {
  const texts = [
    'deploy/container/compose.yaml',
    'deploy/container/Containerfile',
    'deploy/container/Containerfile.gpu',
    'docs/batch.md',
  ];
  const lines = texts.flatMap((name) =>
    readFileSync(join(root, name), 'utf8')
      .replace(/\\\n#?\s*/g, ' ')
      .split('\n')
      .flatMap(
        (line) =>
          /(?:^[#\s]*(?:npx )?|--rm worker\s+|nearmiss:\S+\s+)nearmiss ((?:farm|generate|merge|doctor)\b[^#&|<]*)/.exec(
            line,
          )?.[1] ?? [],
      ),
  );
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) expect([line, await refusal(line.trim().split(/\s+/))]).toEqual([line, undefined]);
});

test('an unknown option is refused', async () => {
  expect(await refusal(['generate', 'a.yaml', '--out', 'x', '--shards', '1/2'])).toMatch(/--shards|shards/);
  expect(await refusal(['farm', 'work', '--quque', 'x'])).toMatch(/quque/);
});
