/** `cover`, and `generate --until`, as a user types them. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run.js';
import { testIo } from './test-io.js';

const EXAMPLE = 'docs/examples/odd.yaml';
let folder: string;
let plain: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearmiss-cover-'));
  plain = join(folder, 'plain.yaml');
  writeFileSync(
    plain,
    `nearmiss: 1
title: Two parameters
hazard: None.
parameters: {a: {uniform: [0 m, 1 m]}, b: {uniform: [0 m, 1 m]}}
road: {layout: test-track, length: 200 m, seed: 1}
ego: {kind: sedan, at: {lane: right, s: "20 m + $a + $b", speed: 5 m/s}, seed: 1, sensors: rigs/front-camera}
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...words: readonly string[]) {
  const { io, out, err } = testIo();
  return { code: await runCli([...words], '1.2.3', io), out, err: err.join('\n') };
}

it('says what declared cells are filled, and exits 1 below the share that is asked for', async () => {
  const fine = await run('cover', EXAMPLE, '--count', '50', '--at-least', '0.5', '--list', '1');
  expect(fine.code).toBe(0);
  expect(fine.out[0]).toMatch(
    /^docs\/examples\/odd\.yaml: 50 draws cover \d+ of 77 combinations of 2 axes, [\d.]+ %; 1 more cannot be/,
  );
  expect(fine.out).toContain('  fog (environmental conditions): dense | thin | none');
  expect(fine.out.filter((line) => line.startsWith('  empty:'))).toHaveLength(1);
  expect(fine.out.join('\n')).toMatch(
    /infeasible: speed 70 km\/h to 90 km\/h, gap 10 m to 20 m: all of 300 draws there were refused by "\$gap > \$stop - 10 m"; at 95 % certainty less than 1.0 %/,
  );
  const low = await run('cover', EXAMPLE, '--count', '5', '--at-least', '0.9', '--json');
  expect(low).toMatchObject({ code: 1, err: 'less than 0.9 is covered' });
  expect(JSON.parse(low.out.join(''))).toMatchObject({ files: [EXAMPLE], feasible: 77, all: 78, strength: 2, draws: 5 });
});

it('counts cells of equal probability where a file declares none, and each such file by itself', async () => {
  const { code, out } = await run('cover', plain, EXAMPLE, '--count', '20', '--list', '0', '--at-least', '0.2');
  expect(code).toBe(0);
  expect(out[0]).toContain('plain.yaml: 20 draws of 2 parameters cover');
  expect(out.some((line) => line.startsWith(`${EXAMPLE}: 20 draws cover`))).toBe(true);
  expect((await run('cover', plain, '--count', '2', '--at-least', '1')).code).toBe(1);
});

it.each([
  [['--until', '0.9'], 'NM1101'],
  [['--until', 'coverage=1.5'], 'NM1101'],
  [['--until', 'coverage=0.9', '--strength', '5'], 'NM1101'],
  [['--until', 'coverage=0.9', '--most', '0'], 'NM1101'],
  [['--until', 'coverage=0.9'], 'NM7108'],
])('refuses %j of a file without cells, and writes nothing', async (options, code) => {
  const out = join(folder, 'none');
  const found = await run('generate', plain, '--out', out, '--renderer', 'raycast', ...options);
  expect(found.code).toBe(2);
  expect(found.err).toContain(code);
  expect(existsSync(out)).toBe(false);
});

it('refuses shares that are none, and combinations of more axes than there are', async () => {
  expect((await run('cover', EXAMPLE, '--at-least', '2')).code).toBe(2);
  const one = join(folder, 'one.yaml');
  writeFileSync(one, `${readFileSync(plain, 'utf8')}odd: {a: {of: $a, cells: [0 m, 1 m]}}\n`);
  const found = await run('cover', one);
  expect(found.code).toBe(2);
  expect(found.err).toContain('NM7107');
  expect(found.err).toContain('--strength 1 at most');
  expect((await run('cover', one, '--strength', '1')).out[0]).toContain('100 draws cover 1 of 1 cells, 100.0 %');
});
