/** Declared impact points, speeds and lines: kept where they are, and a run that breaks one is invalid, whatever the system did. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExecutionCheck, ValidationReport } from '#contracts/validation';
import { parseScenario } from '#scenario/index';
import { runCli } from '../../../src/cli/run.js';
import { executionOf } from '../../../src/toolkit/validate/execution/index.js';
import { testIo } from '../../cli/test-io.js';
import { CONSTANT, notKept, readPack, readText, runWith } from '../../packs/read.js';

const folder = mkdtempSync(join(tmpdir(), 'nearmiss-execution-'));
const cpna = (change?: (text: string) => string) => readPack('euro-ncap-2026-vru', 'cpna-25-40-day', change);
const WIDTH = 1.815;

/** A walker crosses at 2 m/s; the ego (4.358 x 1.815 m, 10 m/s) reaches its box after 5 s, its middle `left` m left of the ego's then. */
function crossing({
  left,
  from,
  checks,
  lasts = 7,
}: {
  left: number;
  from: 'left' | 'right';
  checks: string;
  lasts?: number;
}): ReturnType<typeof readText> {
  const sign = from === 'left' ? 1 : -1;
  return readText(
    `nearmiss: 1
title: Crossing
hazard: Somebody crosses.
environment: {sun: {elevation: 50 deg}}
road: {layout: test-track, length: 200 m}
ego: {kind: ncap-vut, at: {lane: right, front: ${100 - 0.25 - 50} m, speed: 10 m/s}, sensors: rigs/front-camera}
actors:
  target: {kind: pedestrian-adult, at: {lane: right, s: 100 m, offset: ${left + sign * 10} m, heading: ${-sign * 90} deg, speed: 2 m/s}, look: {length: 0.6 m, width: 0.5 m}}
execution: [${checks}]
pass: [no collision]
duration: ${lasts} s
`,
    'crossing',
  );
}
function checksOf(read: ReturnType<typeof readText>): readonly ExecutionCheck[] {
  return executionOf(runWith(read, CONSTANT), read.bodies).filter(({ name }) => !/^start|^distance/.test(name));
}

describe('an impact point', () => {
  it('is measured where the geometry puts it, from the side that the other comes from', () => {
    const anywhere = fc.record({
      at: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      from: fc.constantFrom('left', 'right'),
    });
    fc.assert(
      fc.property(anywhere, ({ at, from }) => {
        const left = from === 'left' ? WIDTH / 2 - at * WIDTH : at * WIDTH - WIDTH / 2;
        const read = crossing({ left, from: from as 'left', checks: `{impact: {of: ego, with: target, at: ${100 * at} %}}` });
        expect(checksOf(read)).toMatchObject([
          { declared: expect.closeTo(at * WIDTH, 9), measured: expect.closeTo(at * WIDTH, 4), kept: true, unit: 'm' },
        ]);
      }),
      { numRuns: 4 },
    );
  });

  it.each([
    [
      'of a point behind the middle',
      { left: 0.06, from: 'right', checks: '{impact: {of: ego, with: target, at: 50 %, point: -6 cm}}' },
    ],
    [
      'from a named side',
      { left: WIDTH / 4, from: 'right', checks: '{impact: {of: ego, with: target, at: 25 %, from: left}}' },
    ],
  ] as const)('%s', (_, at) => {
    expect(checksOf(crossing(at))).toMatchObject([
      { measured: expect.closeTo((at.left === 0.06 ? 0.5 : 0.25) * WIDTH, 4), kept: true },
    ]);
  });

  it('that is never reached is not kept', () => {
    const read = crossing({ left: 0, from: 'right', checks: '{impact: {of: ego, with: target, at: 50 %}}', lasts: 4 });
    expect(checksOf(read)).toMatchObject([{ declared: 1, measured: 0, kept: false }]);
  });
});

describe('controls: a run of CPNA-25 is not as declared', () => {
  it.each([
    [
      'with the impact point 5 % off',
      [['{impact: {of: ego, with: target, at: 25 %', '{impact: {of: ego, with: target, at: 30 %']],
      /impact point/,
    ],
    ['with a walker 0.3 km/h too fast', [['speed: $pace, over', 'speed: "$pace + 0.3 km/h", over']], /speed of target/],
    ['with the walker 0.1 s too early', [['$reach - (2', '$reach - 0.1 s - (2']], /impact point/],
    [
      'with a walker who does not walk straight across',
      [['s: $conflict, offset: 9 m', 's: "$conflict + 1 m", offset: 9 m']],
      /offset of target/,
    ],
  ] as const)('%s', (_, changes, what) => {
    const changed = cpna((text) => changes.reduce((all, [from, to]) => all.replace(from, to), text));
    expect(notKept(changed)).not.toEqual([]);
    expect(notKept(changed).some((each) => what.test(each))).toBe(true);
  });

  it.each([
    ['2 % off', '{impact: {of: ego, with: target, at: 27 %', '{impact: {of: ego, with: target, at: 25 %'],
    ['0.1 km/h too slow', 'is: 5.1 km/h', 'is: 5 km/h'],
  ])('but %s is within tolerance', (_, to, from) => {
    expect(notKept(cpna((text) => text.replace(from, to)))).toEqual([]);
  });
});

describe('the line', () => {
  it('counts until the ego acts: it may swerve once it brakes, not before', async () => {
    const file = join(folder, 'cpna.yaml');
    writeFileSync(file, `${cpnaText()}`.replace('{offset: {of: ego, until: set off}}', '{offset: {of: ego}}'));
    const swerve = (first: string): string => {
      const path = join(folder, `${first}.mjs`);
      const steers = first === 'brakes' ? 3.2 : 1;
      writeFileSync(
        path,
        `export default { rateHz: 20, control({ timeNs }) {
          const after = (seconds, what) => (timeNs > seconds * 1e9 ? what : {});
          return { ...after(3, { acceleration: -4 }), ...after(${steers}, { lateralSpeed: 0.3 }) };
        } };`,
      );
      return path;
    };
    const [calm, hasty] = [await validated(file, swerve('brakes')), await validated(file, swerve('steers'))];
    expect(calm.cases[0]?.outcome).not.toBe('invalid');
    expect(hasty.cases[0]).toMatchObject({
      outcome: 'invalid',
      reasons: [expect.stringMatching(/largest offset of ego from its line/)],
    });
  });
});

function cpnaText(): string {
  return readFileSync(join(import.meta.dirname, '../../../docs/examples/executed.yaml'), 'utf8');
}

async function validated(file: string, sut: string): Promise<ValidationReport> {
  const out = join(folder, `out-${sut.replaceAll(/\W/g, '-')}`);
  await runCli(['validate', file, '--sut', sut, '--out', out], '1.2.3', testIo().io);
  return JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as ValidationReport;
}

it('names that are not there are told by `check`', () => {
  const { text } = { text: cpnaText().replace('with: target', 'with: targt').replace('after: set off', 'after: sett off') };
  expect(parseScenario(text, 'x.yaml').diagnostics.map(({ code }) => code)).toEqual(['NM2012', 'NM2014']);
});
