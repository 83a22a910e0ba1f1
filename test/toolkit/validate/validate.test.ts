/** `validate` and `replay` as a farm runs them: verdicts, exit codes, files, and what is infrastructure rather than the system. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ConcreteActor, ConcreteScenario, Controller } from '#contracts/scenario';
import type { ValidationReport } from '#contracts/validation';
import { withDriver } from '#scenario/drivers';
import { drawConcrete, readScenario, simulateConcrete } from '#toolkit';
import { runCli } from '../../../src/cli/run.js';
import { testIo } from '../../cli/test-io.js';

const folder = mkdtempSync(join(tmpdir(), 'nearmiss-validate-'));
/** A pedestrian stands in the way of a car at 22 km/h, 40 m ahead: slowly enough for the driver of UN R157, who reacts 2 s before. */
const SCENARIO = `nearmiss: 1
title: Somebody in the way
hazard: A pedestrian stands in the lane.
parameters:
  speed: {uniform: [20 km/h, 24 km/h]}
environment: {sun: {elevation: 50 deg}}
road: {layout: test-track, length: 200 m}
ego: {kind: sedan, at: {lane: right, s: 20 m, speed: $speed}, sensors: rigs/front-camera}
actors:
  target: {kind: pedestrian-adult, at: {lane: right, s: 62 m, heading: 90 deg}}
pass: [no collision]
duration: 9 s
`;
const file = join(folder, 'in-the-way.yaml');
writeFileSync(file, SCENARIO);
let made = 0;
const module = (body: string): string => {
  const path = join(folder, `driver-${made++}.mjs`);
  writeFileSync(path, body);
  return path;
};
const BRAKES = 'export default { name: "brakes", version: "3", rateHz: 10, control: () => ({ acceleration: -5 }) };';
const SLEEPS = 'export default { name: "sleeps", rateHz: 10, control: () => ({}) };';

async function run(...args: readonly string[]) {
  const { io, out, err } = testIo();
  const code = await runCli(args, '1.2.3', io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}
async function validated(sut: string, ...more: readonly string[]) {
  const out = join(folder, `out-${made++}`);
  const ran = await run('validate', file, '--sut', sut, '--out', out, '--workers', '1', ...more);
  const path = join(out, 'report.json');
  const report = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ValidationReport) : undefined;
  return { ...ran, folder: out, report };
}

describe('a system', () => {
  it('that brakes in time passes: exit 0', async () => {
    const { code, report } = await validated(module(BRAKES), '--count', '3');
    expect(code).toBe(0);
    expect(report?.sut).toEqual({ name: 'brakes', version: '3', kind: 'module' });
    expect(report?.cases.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['in-the-way/0/0', 'pass'],
      ['in-the-way/0/1', 'pass'],
      ['in-the-way/0/2', 'pass'],
    ]);
    expect(report?.scenarios).toMatchObject([{ runs: 3, passed: 3, failed: 0, failureInterval: [0, expect.any(Number)] }]);
  });

  it('that sleeps fails: exit 1, with a reason, a replay, tracks, and that it was preventable', async () => {
    const { code, report } = await validated(module(SLEEPS));
    expect(code).toBe(1);
    expect(report?.cases[0]).toMatchObject({
      outcome: 'fail',
      line: 11,
      preventable: true,
      reasons: [expect.stringMatching(/^ego and target touch at \d\.\d\d s, \d+\.\d km\/h/)],
      execution: expect.arrayContaining([expect.objectContaining({ name: 'start speed of ego', kept: true })]),
      tracks: { actors: [expect.objectContaining({ id: 'ego' }), expect.objectContaining({ id: 'target' })] },
    });
  });

  it('that throws has no verdict: exit 3', async () => {
    const { code, report } = await validated(module('export default { control() { throw new Error("oh"); } };'));
    expect(code).toBe(3);
    expect(report?.cases[0]).toMatchObject({
      outcome: 'error',
      reasons: [expect.stringMatching(/NM7605 .*oh/)],
      traceSha256: '',
    });
  });

  it('that fails otherwise each time is flaky, and no failure: exit 3', async () => {
    const counts = 'let n = 0; export default { rateHz: 10, begin() { n++; }, control: () => ({ acceleration: -n / 20 }) };';
    const { code, report } = await validated(module(counts));
    expect(code).toBe(3);
    expect(report?.flaky).toEqual(['in-the-way/0/0']);
    expect(report?.cases[0]).toMatchObject({
      outcome: 'error',
      reasons: [expect.stringMatching(/^flaky: /), expect.anything()],
    });
  });

  it.each([
    ['constant', 1],
    ['idm', 0],
    ['aeb', 0],
    ['r157', 0],
    ['rss', 0],
    ['fsm', 0],
  ])('built in: %s ends with %d', async (name, code) => {
    expect((await validated(name)).code).toBe(code);
  });
});

describe('figures of criticality', () => {
  it('are those of every case, in all reports', async () => {
    const { report, folder: out } = await validated(module(SLEEPS), '--count', '2');
    for (const { metrics, curves } of report?.cases ?? []) {
      expect(metrics).toMatchObject({ tetS: expect.closeTo(1.5, 6), titS2: expect.closeTo(1.125, 6) });
      for (const key of [
        'minMttcS',
        'minThwS',
        'maxDracMPerS2',
        'maxBtn',
        'maxStn',
        'minRssMarginM',
        'deltaVMPerS',
        'riskTefft2013Death',
      ])
        expect(metrics[key], key).toBeTypeOf('number');
      expect(curves?.brakeThreat).toHaveLength(curves?.times.length ?? -1);
    }
    expect(readFileSync(join(out, 'junit.xml'), 'utf8')).toMatch(/name="metric.rssViolationS" value="\d/);
    expect(readFileSync(join(out, 'report.html'), 'utf8').includes('risk of death (rosen-sander-2009)')).toBe(true);
  });
});

describe('preventable', () => {
  /** A child comes from behind parked cars, as in CPNCO at 40 km/h. */
  it('is what a driver could prevent who does not see through parked cars', async () => {
    const scenario = await readScenario('scenarios/pedestrian/cpnco-child-from-parked-cars.yaml');
    const drawn = Array.from({ length: 40 }, (_, draw) => drawConcrete(scenario, '0', draw).concrete);
    const concrete = drawn.find(({ parameters }) => Math.abs(Number(parameters.egoSpeed) - 40 / 3.6) < 1e-6);
    if (concrete === undefined) throw new Error('no draw is at 40 km/h');
    const seeing = withDriver(concrete, 'r157');
    const [ego, ...others] = seeing.actors as [ConcreteActor, ...ConcreteActor[]];
    const { sight: _, ...everybody } = ego.controller as Extract<Controller, { type: 'r157' }>;
    const through = { ...seeing, actors: [{ ...ego, controller: everybody }, ...others] };
    const at = (driven: ConcreteScenario): number =>
      (simulateConcrete(driven, false).trace.events.find(({ name }) => name === 'r157 trigger')?.timeNs ?? Number.NaN) / 1e9;
    expect(at(seeing)).toBeGreaterThan(at(through) + 0.2);
    expect(simulateConcrete(seeing, false).verdict.metrics.impactSpeedMPerS).toBeGreaterThan(
      (simulateConcrete(through, false).verdict.metrics.impactSpeedMPerS ?? 0) + 1,
    );
  });
});

describe('wrong input is refused, and nothing is written:', () => {
  it.each([
    ['a system that is none', ['--sut', 'r156'], 'NM7600'],
    ['a module that is not there', ['--sut', join(folder, 'gone.mjs')], 'NM7604'],
    ['limits the wrong way round', ['--early', '0.1,0.01'], 'NM1101'],
    ['a baseline that is none', ['--baseline', join(folder, 'nowhere')], 'NM7610'],
  ])('%s', async (_, args, code) => {
    const out = join(folder, `refused-${made++}`);
    const ran = await run('validate', file, '--out', out, ...args);
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining(code) });
    expect(existsSync(out)).toBe(false);
  });
  it('a folder that holds something', async () => {
    expect(await run('validate', file, '--out', folder)).toMatchObject({ code: 2, err: expect.stringContaining('NM7003') });
  });
});

describe('a farm', () => {
  it('stops early once the failure probability is told', async () => {
    const { report } = await validated(module(SLEEPS), '--count', '50', '--early', '0.1,0.5');
    expect(report?.scenarios[0]).toMatchObject({ runs: 2, failed: 2, stopped: { decision: 'reject', after: 2 } });
    const fine = await validated(module(BRAKES), '--count', '50', '--early', '0.1,0.5');
    expect(fine.report?.scenarios[0]).toMatchObject({ runs: 6, passed: 6, stopped: { decision: 'accept', after: 6 } });
  });

  it('compares with last night', async () => {
    const before = await validated(module(SLEEPS), '--count', '6');
    const { report } = await validated(module(BRAKES), '--count', '6', '--baseline', before.folder);
    expect(report?.regression).toMatchObject({ both: 6, broken: [], pValue: expect.closeTo(2 / 2 ** 6, 12) });
    expect(report?.regression?.fixed).toHaveLength(6);
  });

  it('replays a case to the last bit, and says when it is another', async () => {
    const driver = module(SLEEPS);
    const before = await validated(driver);
    const same = await run('replay', before.folder, '--case', 'in-the-way/0/0');
    expect(same).toMatchObject({ code: 1, err: 'the same to the last bit' });
    expect(await run('replay', before.folder, '--case', 'in-the-way/1/0')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/NM7612/),
    });
    const plan = JSON.parse(readFileSync(join(before.folder, 'plan.json'), 'utf8'));
    writeFileSync(
      join(before.folder, 'plan.json'),
      JSON.stringify({ ...plan, system: { kind: 'module', path: module(BRAKES) } }),
    );
    const other = await run('replay', before.folder, '--case', 'in-the-way/0/0');
    expect(other).toMatchObject({ code: 3, err: expect.stringMatching(/another run than before/) });
  });

  it('finds every report beside the others', async () => {
    const { folder: out } = await validated(module(SLEEPS));
    for (const name of ['plan.json', 'report.json', 'junit.xml', 'cases.jsonl', 'report.sarif', 'report.html'])
      expect(readFileSync(join(out, name), 'utf8').length, name).toBeGreaterThan(100);
  });
});
