/** Shell completion, asked as bash asks it: in a real bash, by the words of a command line. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { leavesOf } from '../../src/cli/command.js';
import { commands } from '../../src/cli/commands/index.js';
import { runCli } from '../../src/cli/run.js';
import { askFish, askZsh, has } from './other-shells.js';
import { testIo } from './test-io.js';

async function scriptFor(shell: string): Promise<{ code: number; script: string; err: string }> {
  const { io, out, err } = testIo();
  const code = await runCli(['completion', shell], '1.2.3', io);
  return { code, script: `${out.join('\n')}\n`, err: err.join('\n') };
}

let folder: string;
let script: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nearmiss-completion-'));
  for (const file of ['deer.yaml', 'elk.yml', 'notes.txt']) writeFileSync(join(folder, file), '');
  mkdirSync(join(folder, 'datasets'));
  ({ script } = await scriptFor('bash'));
  writeFileSync(join(folder, 'completion.bash'), script);
});

/** The answers of a real bash to a line whose last word is being written. */
function completed(line: string): readonly string[] {
  const words = line.split(' ');
  const asked = `
    source ./completion.bash
    COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})
    COMP_CWORD=${words.length - 1}
    _nearmiss
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const out = execFileSync('bash', ['--norc', '-c', asked], { cwd: folder, encoding: 'utf8' });
  return out.split('\n').filter(Boolean).sort();
}

describe('in bash', () => {
  test.each<[line: string, expected: readonly string[]]>([
    ['nearmiss gen', ['generate']],
    ['nearmiss ex', ['explain', 'export']],
    ['nearmiss check --j', ['--json']],
    ['nearmiss check ', ['datasets', 'deer.yaml', 'elk.yml']],
    ['nearmiss check d', ['datasets', 'deer.yaml']],
    ['nearmiss fmt deer.yaml e', ['elk.yml']],
    ['nearmiss generate deer.yaml --renderer ', ['raycast', 'three']],
    ['nearmiss generate deer.yaml --writers co', ['coco']],
    ['nearmiss generate deer.yaml --writers native,kit', ['native,kitti', 'native,kitti-odometry', 'native,kitti-tracking']],
    ['nearmiss generate deer.yaml --layers dep', ['depth']],
    ['nearmiss generate deer.yaml --out ', ['datasets']],
    ['nearmiss generate deer.yaml --rig rigs/kit', ['rigs/kitti-car']],
    [
      'nearmiss explain NM201',
      ['NM2010', 'NM2011', 'NM2012', 'NM2013', 'NM2014', 'NM2015', 'NM2016', 'NM2017', 'NM2018', 'NM2019'],
    ],
    ['nearmiss new --hazard w', ['wildlife']],
    ['nearmiss new x.yaml --f', ['--force']],
    ['nearmiss pack un', ['un-r152-pedestrian', 'un-r157-cut-in']],
    ['nearmiss inspect ', ['datasets']],
    ['nearmiss diffusion st', ['steadiness', 'styles']],
    ['nearmiss diffusion train datasets --engine o', ['onnx']],
    ['nearmiss completion z', ['zsh']],
    ['nearmiss sample deer.yaml --count ', []],
  ])('%j', (line, expected) => {
    expect(completed(line)).toEqual([...expected].sort());
  });

  test('every command and option there is', () => {
    const first = completed('nearmiss ');
    for (const { name, command } of leavesOf(commands)) {
      expect(first).toContain(name[0]);
      const options = completed(`nearmiss ${name.join(' ')} --`);
      expect(options).toEqual([...Object.keys(command.options), 'help'].map((option) => `--${option}`).sort());
    }
  });
});

test('zsh loads the same through its loader of bash completions; fish has a line for each option', async () => {
  const zsh = await scriptFor('zsh');
  expect(zsh.script.startsWith('#compdef nearmiss\n')).toBe(true);
  expect(zsh.script.endsWith(script)).toBe(true);
  const { script: fish } = await scriptFor('fish');
  for (const { name, command } of leavesOf(commands))
    for (const option of Object.keys(command.options))
      expect(fish).toMatch(
        new RegExp(`${name.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ')}' -l ${option} `),
      );
  // Every quote that is opened is closed.
  for (const line of fish.split('\n')) expect((line.replaceAll("\\'", '').match(/'/g) ?? []).length % 2, line).toBe(0);
});

test.skipIf(!has('fish')).each<[line: string, expected: readonly string[]]>([
  ['nearmiss gen', ['generate']],
  ['nearmiss check d', ['datasets/', 'deer.yaml']],
  ['nearmiss generate deer.yaml --renderer ', ['raycast', 'three']],
  ['nearmiss generate deer.yaml --writers native,kit', ['native,kitti', 'native,kitti-odometry', 'native,kitti-tracking']],
  ['nearmiss generate deer.yaml --out ', ['datasets/']],
  ['nearmiss diffusion st', ['steadiness', 'styles']],
  ['nearmiss sample deer.yaml --count ', []],
])('in fish: %j', async (line, expected) => {
  expect(askFish(folder, (await scriptFor('fish')).script, line)).toEqual(expected);
});

test.skipIf(!has('zsh')).each<[line: string, expected: RegExp]>([
  ['nearmiss gen', /nearmiss generate /],
  ['nearmiss check ', /datasets +deer\.yaml +elk\.yml/],
  ['nearmiss generate deer.yaml --writers native,kit', /native,kitti +native,kitti-odometry +native,kitti-tracking/],
])('in zsh: %j', async (line, expected) => {
  const seen = askZsh(folder, (await scriptFor('zsh')).script, line);
  expect(seen).toMatch(expected);
  expect(seen).not.toMatch(/not found|notes/);
});

test('another shell is refused', async () => {
  expect(await scriptFor('powershell')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/NM1101 .*one of bash, zsh, fish/),
  });
});
