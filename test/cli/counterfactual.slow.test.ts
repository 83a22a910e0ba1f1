/** `nearmiss counterfactual` as a user runs it, without a browser; and its datasets are made again by `verify`. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { here, nearmiss } from './nearmiss.js';

const FILE = 'scenarios/pedestrian/cpna-adult-near-side.yaml';
const common = ['--renderer', 'raycast', '--layers', 'depth,instance,semantic', '--size', '64x36', '--workers', '1'];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-cf-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Report {
  readonly motion: string;
  readonly leaks: readonly unknown[];
  readonly variants: readonly {
    readonly name: string;
    readonly samples: readonly {
      changed: string[];
      held: string[];
      motionWouldChange: boolean;
      trace: string;
      truth: object;
    }[];
  }[];
}
const reportIn = async (out: string): Promise<Report> => JSON.parse(await readFile(join(out, 'report.json'), 'utf8'));

test('holds everything but what is named, says what would have moved, and its samples are verified', async () => {
  const out = join(folder, 'held');
  const { code, out: said } = await nearmiss('counterfactual', FILE, '--vary', 'weather.rain=0,20', '--out', out, ...common);
  expect(code).toBe(0);
  expect(said).toContain('nothing else changed');
  const { variants, leaks, motion } = await reportIn(out);
  expect([motion, leaks]).toEqual(['held', []]);
  expect(variants.map(({ name }) => name)).toEqual(['base', 'rain=0mmh', 'rain=20mmh']);
  const [base, , rain] = variants.map(({ samples }) => samples[0]) as [
    Report['variants'][0]['samples'][0],
    unknown,
    Report['variants'][0]['samples'][0],
  ];
  expect(rain.changed).toEqual(['environment.rainMmPerH']);
  expect(rain.held).toEqual(['environment.wetness']);
  expect([rain.trace, rain.truth]).toEqual([base.trace, base.truth]);
  const verified = await here('verify', join(out, 'rain=20mmh'), '--fraction', '1');
  expect(verified.code, verified.err).toBe(0);
});

test('lets bodies move when asked', async () => {
  const out = join(folder, 'free');
  const args = ['counterfactual', FILE, '--vary', 'environment.wetness=100', '--resimulate', '--out', out, ...common];
  const { code } = await here(...args);
  expect(code).toBe(2);
  const again = await nearmiss(...args.map((each) => each.replace('wetness=100', 'wetness=100 %')));
  expect(again.code, again.err).toBe(0);
  const { variants, motion } = await reportIn(out);
  const [base, wet] = variants.map(({ samples }) => samples[0]);
  expect(motion).toBe('resimulated');
  expect(wet?.motionWouldChange).toBe(true);
  expect(wet?.trace).not.toBe(base?.trace);
});

test.each([
  ['a key that moves things', ['--vary', 'ego.at.speed=3'], 'NM7501'],
  ['a key without values', ['--vary', 'environment.cloud'], 'NM1101'],
  ['a value out of range', ['--vary', 'environment.cloud=140 %'], 'NM2007'],
])('refuses %s before anything is drawn', async (_, args, wanted) => {
  const out = join(folder, 'never');
  const { code, err } = await here('counterfactual', FILE, ...args, '--out', out, ...common);
  expect(code).toBe(2);
  expect(err).toContain(wanted);
});
