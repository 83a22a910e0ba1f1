/** A scenario as a rare-event problem: its margins are those of the closed form, run by run. */
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { readEvent } from '../../../src/toolkit/rare/event.js';
import { aebProblem, closedForm } from './aeb.js';

const stream = randomRoot('aeb');
/** Wide, so that half of them hit. */
const POINTS = Array.from({ length: 200 }, (_, i) => {
  const own = stream.child(i);
  return [2 * own.normal() + 1, 2 * own.normal(), 2 * own.normal(), 2 * own.normal() - 3];
});

describe('AEB-4D through the whole pipeline', () => {
  it('has the four scalars of the file as its coordinates', async () => {
    const { coordinates, dimension } = await aebProblem(20);
    expect(coordinates).toEqual(['parameters.x1', 'parameters.x2', 'parameters.x3', 'parameters.x4']);
    expect(dimension).toBe(4);
  });

  it('has the same verdict and the same margin on 200 points, the same impact speed within 1 % or 0.05 m/s', async () => {
    const problem = await aebProblem(20);
    let hits = 0;
    for (const u of POINTS) {
      const { left, impact } = closedForm(u, 20);
      // Farther behind than the start there is nobody.
      if (20 + 1.5 * (u[3] as number) < 1) continue;
      const run = await problem.runAt(u);
      const measured = run?.verdict.metrics.impactRelativeSpeedMPerS;
      expect(measured !== undefined, JSON.stringify(u)).toBe(left < 0);
      if (left >= 0) expect(await problem.run(u)).toBeCloseTo(left, 6);
      else {
        hits++;
        expect(Math.abs((measured as number) - impact)).toBeLessThan(Math.max(0.05, 0.01 * impact));
      }
    }
    expect(hits).toBeGreaterThan(50);
  });

  it('is a function of the point alone', async () => {
    const [one, other] = [await aebProblem(20), await aebProblem(20)];
    for (const u of POINTS.slice(0, 5)) expect(await one.run(u)).toBe(await other.run(u));
    expect(one.at(POINTS[0] as number[])).toEqual(other.at(POINTS[0] as number[]));
  });
});

describe('an event', () => {
  it('falls as it gets worse, through zero where it happens', async () => {
    const impact = await aebProblem(20, 'impact speed > 5');
    const gap = await aebProblem(20, 'gap < 0.5');
    for (const u of POINTS.slice(0, 40)) {
      const { left, impact: speed } = closedForm(u, 20);
      if (20 + 1.5 * (u[3] as number) < 1) continue;
      expect((await impact.run(u)) < 0).toBe(speed > 5);
      expect((await gap.run(u)) < 0).toBe(left < 0.5);
    }
  });
  it('may be any figure of criticality beyond a limit: its margin has the sign of what the run then says', async () => {
    const cases = [
      ['drac > 6', 'maxDracMPerS2', 6],
      ['brake threat number > 0.9', 'maxBtn', 0.9],
      ['time exposed ttc > 1', 'tetS', 1],
      ['rss margin < -20', 'minRssMarginM', -20],
      ['rosen-sander-2009 > 0.01', 'riskRosenSander2009', 0.01],
    ] as const;
    for (const [text, key, limit] of cases) {
      const problem = await aebProblem(20, text);
      let happened = 0;
      for (const u of POINTS.slice(0, 40)) {
        const run = await problem.runAt(u);
        const value = run?.verdict.metrics[key];
        const is = value !== undefined && (text.includes('>') ? value > limit : value < limit);
        expect((await problem.run(u)) < 0, `${text}: ${value}`).toBe(is);
        if (is) happened++;
      }
      expect(happened, text).toBeGreaterThan(3);
      expect(happened, text).toBeLessThan(40);
    }
  });
  it('is not asked for figures that nobody needs', async () => {
    const run = await (await aebProblem(20)).runAt(POINTS[0] as number[]);
    expect(run?.verdict.metrics.maxDracMPerS2).toBeUndefined();
  });
  it.each(['crash', 'ttc < 1 s', 'ttc > 1', 'gap <', 'drac < 6', 'rss margin > 0', 'drac > 6 m/s^2'])('%j is none', (text) => {
    expect(() => readEvent(text)).toThrow(expect.objectContaining({ code: 'NM7620', exitCode: 2 }));
  });
});
