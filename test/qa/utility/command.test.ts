/** `nearmiss utility` as a user calls it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../src/cli/run.js';
import { testIo } from '../../cli/test-io.js';
import { remover, scenes, temporaryFolder, writeFolders, writeText } from '../scenes.js';

let folder: string;
let base: readonly string[];
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeFolders(join(folder, 'a'), scenes('a', 6));
  await writeFolders(join(folder, 'b'), scenes('b', 6));
  await writeFolders(join(folder, 'test'), scenes('c', 5));
  base = ['utility', '--test', join(folder, 'test'), '--size', '64x48', '--steps', '3', '--batch', '2', '--seeds', '1'];
  return remover(folder);
});

async function call(args: readonly string[], signal?: AbortSignal) {
  const { io, out, err } = testIo(signal === undefined ? {} : { signal });
  return { code: await runCli(args, '0.0.0', io), out: out.join('\n'), err: err.join('\n') };
}

describe('nearmiss utility', () => {
  it('compares rows, some of a mix of folders, and prints a table', async () => {
    const out = join(folder, 'out');
    const [a, b] = [join(folder, 'a'), join(folder, 'b')];
    const { code, out: text, err } = await call([...base, '--train', `one=${a}`, '--train', `mixed=${a},${b}:2`, '--out', out]);
    expect(err).toContain('one seed 0: mean IoU');
    expect(code).toBe(0);
    expect(text).toMatch(/^one +6 /m);
    expect(text).toMatch(/^mixed +6\+2 /m);
    expect(text).toMatch(/^bicyclist +- +- +-$/m);
    expect(existsSync(join(out, 'mixed/seed-0/weights.safetensors'))).toBe(true);
    const again = await call([
      ...base,
      '--train',
      `one=${a}`,
      '--train',
      `mixed=${a},${b}:2`,
      '--out',
      out,
      '--resume',
      '--json',
    ]);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out).rows.map((row: { name: string }) => row.name)).toEqual(['one', 'mixed']);
  });

  it('says how to go on after Ctrl-C, with 130', async () => {
    const out = join(folder, 'halted');
    const { code, err } = await call([...base, '--train', join(folder, 'a'), '--out', out], AbortSignal.abort());
    expect(code).toBe(130);
    expect(err).toContain('--resume');
  });

  it.each([
    [['--size', '100x48'], 'NM1101', 'multiples of 8'],
    [['--rate', 'fast'], 'NM1101', '--rate'],
    [['--weights', 'heavy'], 'NM1101', 'none, log, median'],
    [['--provider', 'abacus'], 'NM1101', 'cpu, cuda'],
    [['--steps', '0'], 'NM1101', '--steps'],
    [['--classes', 'nothing.yaml'], 'NM8102', 'camvid11, cityscapes19'],
    [['--train', '../x=here'], 'NM8101', 'no folder'],
    [['--train', 'a b=here'], 'NM1101', 'a b'],
    [['--train', 'train1=here'], 'NM1101', 'two rows'],
  ])('refuses %j with exit code 2', async (args, code, told) => {
    const answer = await call([...base, '--train', join(folder, 'a'), '--out', join(folder, 'refused'), ...args]);
    expect(answer.code).toBe(2);
    expect(answer.err).toContain(code);
    expect(answer.err).toContain(told);
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });

  it('takes classes from a file', async () => {
    const file = join(folder, 'own.yaml');
    writeText(
      file,
      'name: own\nclasses:\n  - {name: up, color: [0, 0, 9], from: [Sky]}\n  - {name: down, color: [9, 0, 0], from: [Road, Car]}\n',
    );
    const { code, out } = await call([...base, '--train', join(folder, 'a'), '--classes', file, '--out', join(folder, 'own')]);
    expect(code).toBe(0);
    expect(out).toMatch(/^down /m);
  });
});
