/** Runs in worker processes: the same as in this one to the last bit, and nothing is lost with a worker. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ValidationReport } from '#contracts/validation';
import { runCli } from '../../../src/cli/run.js';
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
writeFileSync(near, scenario('48 m'));
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
      await validated(1, LATE, '--count', '5'),
      await validated(2, LATE, '--count', '5'),
      await validated(3, LATE, '--count', '5'),
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
    const [one, three] = [await validated(1, 'constant', ...early), await validated(3, 'constant', ...early)];
    expect(one.report?.scenarios.map(({ stopped }) => stopped?.decision)).toContain('reject');
    expect(one.report?.cases.length).toBeLessThan(40);
    expect(bytesOf(three.out)).toEqual(bytesOf(one.out));
  });
});

describe('a worker', () => {
  it('that dies is an error of its case alone, and is replaced', async () => {
    const dies = module(
      `let n = 0; export default { name: 'dies', rateHz: 10,
         begin({ scenario, draw }) { if (scenario === 'near' && draw === 1) { console.log('farewell'); process.kill(process.pid, 'SIGKILL'); } },
         control: () => ({ acceleration: -9 }) };`,
    );
    const { code, report, err } = await validated(2, dies, '--count', '4');
    expect(code).toBe(3);
    const wrong = report?.cases.filter(({ outcome }) => outcome !== 'pass');
    expect(report?.cases).toHaveLength(8);
    expect(wrong).toMatchObject([
      { id: 'near/0/1', outcome: 'error', reasons: [expect.stringMatching(/^NM7010 a worker process was ended by SIGKILL/)] },
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
    const throws = await validated(2, module('export default { control() { throw new Error("oh"); } };'), '--count', '2');
    expect(throws.code).toBe(3);
    expect(new Set(throws.report?.cases.map(({ reasons }) => /NM7605 .*oh/.test(reasons[0] ?? '')))).toEqual(new Set([true]));
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
  while (running() < 2) await new Promise((resolve) => setTimeout(resolve, 50));
  child.kill('SIGINT');
  expect((await finished).code).toBe(130);
  expect(running()).toBe(0);
  expect(existsSync(out)).toBe(false);
});

describe('an event', () => {
  const AEB = 'docs/examples/aeb-4d.yaml';
  const asked = ['--event', 'collision', '--json'];
  it('has the same probability, and the same failures are found, by however many', async () => {
    const [one, three] = [
      await run('estimate', AEB, ...asked, '--budget', '600', '--workers', '1', '--samples', join(folder, '1.jsonl')),
      await run('estimate', AEB, ...asked, '--budget', '600', '--workers', '3', '--samples', join(folder, '3.jsonl')),
    ];
    expect(JSON.parse(one.out).runs).toBeGreaterThan(400);
    expect(three).toEqual(one);
    expect(readFileSync(join(folder, '3.jsonl'), 'utf8')).toBe(readFileSync(join(folder, '1.jsonl'), 'utf8'));
    const found = [
      await run('search', AEB, ...asked, '--budget', '150', '--workers', '1'),
      await run('search', AEB, ...asked, '--budget', '150', '--workers', '2'),
    ];
    expect(JSON.parse(found[0]?.out ?? '').failures.length).toBeGreaterThan(0);
    expect(found[1]).toEqual(found[0]);
  });
});
