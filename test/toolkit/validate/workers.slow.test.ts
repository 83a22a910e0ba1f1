/** Runs in worker processes: the same as in this one to the last bit, and nothing is lost with a worker. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ValidationReport } from '#contracts/validation';
import { randomRoot } from '#core/random';
import { runCli } from '../../../src/cli/run.js';
import { readEvent } from '../../../src/toolkit/rare/event.js';
import { openProblem, readEventScenario } from '../../../src/toolkit/rare/request.js';
import { start } from '../../cli/nearmiss.js';
import { testIo } from '../../cli/test-io.js';

const folder = mkdtempSync(join(tmpdir(), 'nearmiss-workers-'));
const scenario = (s: string): string => `nearmiss: 1
title: Somebody in the way
hazard: A pedestrian stands in the lane.
parameters:
  speed: {uniform: [20 km/h, 40 km/h]}
environment: {sun: {elevation: 50 deg}}
road: {layout: test-track, length: 200 m}
ego: {kind: sedan, at: {lane: right, s: 20 m, speed: $speed}, sensors: rigs/front-camera}
actors:
  target: {kind: pedestrian-adult, at: {lane: right, s: ${s}, heading: 90 deg}}
pass: [no collision]
duration: 5 s
`;
const [near, far] = [join(folder, 'near.yaml'), join(folder, 'far.yaml')];
writeFileSync(near, scenario('40 m'));
writeFileSync(far, scenario('62 m'));
let made = 0;
function module(body: string): string {
  const path = join(folder, `driver-${made++}.mjs`);
  writeFileSync(path, body);
  return path;
}
/** Fails now and then: what is to be compared has passes, failures, curves and tracks in it. */
const LATE = module(
  'export default { name: "late", rateHz: 10, control: ({ timeNs }) => (timeNs > 8e8 ? { acceleration: -4 } : {}) };',
);

async function run(...args: readonly string[]) {
  const { io, out, err } = testIo();
  const code = await runCli(args, '1.2.3', io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}
/** All files but the wall's times, the folder's own name taken out. */
function bytesOf(out: string): Record<string, string> {
  const names = readdirSync(out).filter((name) => name !== 'times.json');
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(out, name), 'utf8').replaceAll(out, 'OUT')]));
}
async function validated(workers: number, sut: string, ...more: readonly string[]) {
  const out = join(folder, `out-${made++}`);
  const ran = await run('validate', near, far, '--sut', sut, '--workers', `${workers}`, '--out', out, ...more);
  const report = existsSync(out) ? (JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as ValidationReport) : undefined;
  return { ...ran, out, report };
}
const members = (): readonly string[] =>
  execFileSync('ps', ['-eo', 'ppid,args'])
    .toString()
    .split('\n')
    .filter((line) => line.includes('crew-member') && line.trim().startsWith(`${process.pid} `));

describe('validate with one, two and three workers', () => {
  it('writes the same bytes, and ends its workers', async () => {
    const [one, ...others] = [
      await validated(1, LATE, '--count', '4'),
      await validated(2, LATE, '--count', '4'),
      await validated(3, LATE, '--count', '4'),
    ];
    const outcomes = new Set(one?.report?.cases.map(({ outcome }) => outcome));
    expect(outcomes).toEqual(new Set(['pass', 'fail']));
    for (const other of others) {
      expect(other.code).toBe(1);
      expect(other.err).toBe(one?.err);
      expect(bytesOf(other.out)).toEqual(bytesOf(one?.out as string));
    }
    expect(members()).toEqual([]);
  });

  it('stops early at the same case, whatever was begun beyond it', async () => {
    const early = ['--count', '40', '--early', '0.1,0.5'];
    const [one, two] = [await validated(1, 'constant', ...early), await validated(2, 'constant', ...early)];
    expect(one.report?.scenarios.map(({ stopped }) => stopped?.decision)).toContain('reject');
    expect(one.report?.cases.length).toBeLessThan(40);
    expect(bytesOf(two.out)).toEqual(bytesOf(one.out));
  });
});

describe('a worker', () => {
  it('that dies is an error of its case alone, and is replaced; one whose system throws goes on', async () => {
    const dies = module(
      `export default { name: 'dies', rateHz: 10,
         begin({ scenario, draw }) {
           if (scenario !== 'near') return;
           if (draw === 1) { console.log('farewell'); process.kill(process.pid, 'SIGKILL'); }
           if (draw === 2) throw new Error('oh');
         },
         control: () => ({ acceleration: -9 }) };`,
    );
    const { code, report, err } = await validated(2, dies, '--count', '3');
    expect(code).toBe(3);
    expect(report?.cases).toHaveLength(6);
    expect(report?.cases.filter(({ outcome }) => outcome !== 'pass')).toMatchObject([
      { id: 'near/0/1', outcome: 'error', reasons: [expect.stringMatching(/^NM7010 a worker process was ended by SIGKILL/)] },
      { id: 'near/0/2', outcome: 'error', reasons: [expect.stringMatching(/^NM7605 .*oh/)] },
    ]);
    expect(err).toContain('farewell');
  });

  it('keeps code, message and exit code of what it failed with', async () => {
    const broken = module('export default 5;');
    const alone = await validated(1, broken, '--count', '4');
    const apart = await validated(2, broken, '--count', '4');
    expect(alone).toMatchObject({ code: 2, err: expect.stringContaining('NM7604'), report: undefined });
    expect({ code: apart.code, err: apart.err, report: apart.report }).toEqual({ code: 2, err: alone.err, report: undefined });
    const gone = await validated(2, 'cmd:/nowhere/at-all', '--count', '2');
    expect(gone).toMatchObject({ code: 3, err: expect.stringContaining('NM7601'), report: undefined });
  });
});

it('Ctrl-C ends workers and the systems they started: exit 130, and nothing is written', async () => {
  const sign = `asleep-${process.pid}`;
  const sleeper = join(folder, `${sign}.mjs`);
  writeFileSync(
    sleeper,
    `import { createInterface } from 'node:readline';
     process.on('SIGINT', () => {});
     const say = (o) => console.log(JSON.stringify(o));
     createInterface({ input: process.stdin }).on('line', (line) => {
       const { type } = JSON.parse(line);
       if (type === 'hello') say({ type: 'ready', name: 'asleep', version: '1', rateHz: 10 });
       if (type === 'begin') { say({ type: 'ok' }); process.stderr.write('begun'); }
     }).on('close', () => setTimeout(() => {}, 60_000));`,
  );
  const running = (): number =>
    execFileSync('ps', ['-eo', 'args'])
      .toString()
      .split('\n')
      .filter((line) => line.startsWith('node ') && line.includes(sign)).length;
  const out = join(folder, 'interrupted');
  const { child, finished } = start(
    ...['validate', near, far, '--sut', `cmd:node ${sleeper}`, '--count', '4', '--workers', '2'],
    ...['--timeout', '60000', '--out', out],
  );
  while (child.exitCode === null && running() < 2) await new Promise((resolve) => setTimeout(resolve, 100));
  child.kill('SIGINT');
  const { code, err } = await finished;
  expect(err.trim()).toBe('stopping (once more: at once)');
  expect(code).toBe(130);
  expect(running()).toBe(0);
  expect(existsSync(out)).toBe(false);
});

describe('an event', () => {
  const refusing = join(folder, 'refusing.yaml');
  writeFileSync(refusing, `${scenario('48 m')}require: [$speed < 33 km/h]\n`);

  it('has the same margins at the same points, and the same ones are refused', async () => {
    const stream = randomRoot('workers');
    const points = Array.from({ length: 12 }, (_, i) => [2 * stream.child(i).normal()]);
    const [one, two] = [await marginsBy(1, points), await marginsBy(2, points)];
    expect(one.refusals).toBeGreaterThan(0);
    expect(one.refusals).toBeLessThan(points.length);
    expect(two).toEqual(one);
  });
  async function marginsBy(workers: number, points: readonly (readonly number[])[]) {
    const asked = { budget: 100, seed: '1', startMs: 1, answerMs: 1, signal: new AbortController().signal, workers };
    const event = readEvent('gap < 1');
    const open = await openProblem({ ...asked, ...(await readEventScenario(refusing)), event, system: { kind: 'scenario' } });
    const margins = await open.runMany?.(points);
    await open.close();
    return { margins, refusals: open.refusals() };
  }

  it('has the same failures found after as many runs', async () => {
    const asked = ['docs/examples/aeb-4d.yaml', '--event', 'collision', '--budget', '100', '--json'];
    const [one, two] = [await run('search', ...asked, '--workers', '1'), await run('search', ...asked, '--workers', '2')];
    expect(JSON.parse(one.out).failures.length).toBeGreaterThan(0);
    expect(two).toEqual(one);
  });
});
