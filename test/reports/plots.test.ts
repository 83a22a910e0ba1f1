/** What plots and replays are made of: axes, thinned points, tracks as steps, lanes cut to what is seen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ValidationCase } from '#contracts/validation';
import { groundOf } from '#reports/html/ground';
import { momentOf } from '#reports/html/moment';
import { riskPlot } from '#reports/html/risk-plot';
import { rounded, ticksIn, ticksTo } from '#reports/html/scale';
import { evenly, keepingLeast, nearestIndex } from '#reports/html/thinning';
import { timePlot } from '#reports/html/time-plot';
import { encodeStates, type State, smallTracks } from '#reports/html/tracks';
import { sampleReport } from './sample.js';

describe('ticks', () => {
  it('are round, reach the greatest value, and are few', () => {
    expect(ticksTo(54, 3)).toEqual([0, 20, 40, 60]);
    expect(ticksTo(0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(ticksIn(1.2, 4.9, 4)).toEqual([2, 3, 4]);
    const greatest = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(greatest, (value) => {
        const ticks = ticksTo(value, 4);
        return (ticks.at(-1) as number) >= value * (1 - 1e-6) && ticks.length >= 2 && ticks.length <= 6;
      }),
    );
  });

  it('round what stands at edges to what the span allows', () => {
    expect(rounded(0.000271, 0.005)).toBe(0);
    expect(rounded(14.337, 0.067)).toBe(14.3);
  });
});

describe('thinning', () => {
  const long = fc.integer({ min: 2, max: 3000 });
  it('keeps ends and the moment, ascending, and no more than asked for', () => {
    fc.assert(
      fc.property(long, fc.integer({ min: 24, max: 200 }), fc.nat(), (length, max, seed) => {
        const kept = seed % length;
        const indices = evenly(length, max, kept);
        expect(indices.length).toBeLessThanOrEqual(max);
        expect([indices[0], indices.at(-1)]).toEqual([0, length - 1]);
        expect(indices).toContain(kept);
        expect([...indices].sort((a, b) => a - b)).toEqual(indices);
      }),
    );
  });

  it('keeps the least value of all', () => {
    const values = fc.array(fc.option(fc.double({ noNaN: true })), { minLength: 200, maxLength: 900 });
    fc.assert(
      fc.property(values, (drawn) => {
        const known = drawn.filter((value) => value !== null);
        const indices = keepingLeast(drawn, 100);
        expect(indices.length).toBeLessThanOrEqual(100);
        if (known.length > 0) expect(Math.min(...indices.map((i) => drawn[i] ?? Infinity))).toBe(Math.min(...known));
      }),
    );
  });

  it('finds the nearest instant', () => expect(nearestIndex([0, 1, 2], 1.4)).toBe(1));
});

describe('tracks', () => {
  /** As the page's script reads them. */
  function decode(text: string): State[] {
    let at: readonly number[] = [0, 0, 0];
    return text.split(' ').map((token) => {
      if (token === '-') return null;
      if (token !== '=') at = token.split(',').map((step, i) => (at[i] as number) + Number(step));
      return [(at[0] as number) / 100, (at[1] as number) / 100, (at[2] as number) / 1000];
    });
  }
  const place = fc.double({ min: -500, max: 500, noNaN: true });
  const state = fc.option(fc.tuple(place, place, fc.double({ min: -20, max: 20, noNaN: true })));

  it('come back to within half a centimetre and a milliradian, headings without a jump', () => {
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 60 }), (states) => {
        const back = decode(encodeStates(states));
        expect(back.map((one) => one === null)).toEqual(states.map((one) => one === null));
        back.forEach((one, i) => {
          const was = states[i];
          if (!one || !was) return;
          expect(Math.abs(one[0] - was[0])).toBeLessThan(0.00501);
          expect(Math.abs(one[1] - was[1])).toBeLessThan(0.00501);
          expect(Math.abs(Math.sin((one[2] - was[2]) / 2))).toBeLessThan(0.00026);
        });
        const headings = back.flatMap((one) => (one === null ? [] : [one[2]]));
        headings.slice(1).forEach((heading, i) => {
          expect(Math.abs(heading - (headings[i] as number))).toBeLessThan(Math.PI + 0.001);
        });
      }),
    );
  });

  it('have the moment among their instants, and y downwards', () => {
    const times = Array.from({ length: 1000 }, (_, i) => i / 100);
    const actor = { id: 'ego', class: 'car', length: 4, width: 2, states: times.map((t) => [t, 2, 0.5] as const) };
    const small = smallTracks({ times, actors: [actor], lanes: [], solids: [] }, 4.56);
    expect(small.times).toContain(4.56);
    expect(small.times.length).toBeLessThanOrEqual(150);
    expect(small.actors[0]?.states[0]).toEqual([0, -2, -0.5]);
  });
});

describe('ground', () => {
  const whole = { x: 0, y: -10, width: 40, height: 20 };
  it('draws lanes as far as they are seen, and only solids near by', () => {
    const points = Array.from({ length: 101 }, (_, i) => [10 * i - 500, 1] as const);
    const drawn = groundOf(
      {
        times: [],
        actors: [],
        lanes: [{ width: 3.5, points }],
        solids: [
          [5, 5, 0, 4, 2],
          [400, 0, 0, 4, 2],
        ],
      },
      whole,
    ).markup;
    expect(drawn).toContain('d="M-40 -1L');
    expect(drawn).toMatch(/L80 -1"/);
    expect(drawn).toContain('d="M7 -4L7 -6L3 -6L3 -4Z"');
    expect(drawn.match(/Z/g)).toHaveLength(1);
  });

  it('turns a solid as the place has it, counter-clockwise seen from above, y downwards in the picture', () => {
    const turned = (heading: number): string =>
      groundOf({ times: [], actors: [], lanes: [], solids: [[0, 0, heading, 20, 0]] }, whole).markup;
    expect(turned(Math.PI / 6)).toContain('d="M8.7 -5L8.7 -5L-8.7 5L-8.7 5Z"');
    expect(turned(Math.PI / 2)).toContain('d="M0 -10L0 -10L0 10L0 10Z"');
  });
});

describe('risk plot', () => {
  const bin = (low: number, high: number, failed: number) => ({
    low,
    high,
    runs: 10,
    failed,
    share: failed / 10,
    interval: [0, 1] as const,
  });
  const drawn = riskPlot({ name: 'speed', bins: [bin(0, 4, 5), bin(6, 10, 10)], pValue: 0.0123 }, 0.75, new Map()).markup;

  it('has bars as high as shares, labels between bins, and the same in words', () => {
    const heights = [...drawn.matchAll(/class="bar"[^>]*height="([\d.]+)"/g)].map(([, height]) => Number(height));
    expect(heights).toEqual([48, 96]);
    expect([...drawn.matchAll(/y="118">([^<]*)</g)].map(([, label]) => label)).toEqual(['0', '5', '10']);
    expect(drawn).toContain('aria-label="Share of failures by speed. 0 to 4: 50 %; 6 to 10: 100 %"');
    expect(drawn).toContain('p ≈ 0.012');
  });
});

describe('moment', () => {
  it('is when the first criterion failed, in seconds', () => {
    const [one] = sampleReport().cases as [ValidationCase];
    const criteria = [4, 3, 2].map((s) => ({ criterion: 'c', passed: s === 2, timeNs: s * 1e9 }));
    expect(momentOf({ ...one, criteria })).toBe(3);
    expect(momentOf({ ...one, criteria: [] })).toBeUndefined();
  });
});

describe('time plot', () => {
  const plot = { title: 'TTC', note: 's', times: [0, 1, 2, 3], moment: undefined };
  it('breaks its line where there is no figure, or one above what is shown', () => {
    const drawn = timePlot({ ...plot, series: [{ name: '', values: [1, null, 9, 2] }], shownTo: 5 })?.markup ?? '';
    const [, line = ''] = /class="curve k0" d="([^"]*)"/.exec(drawn) ?? [];
    expect(line.match(/M/g)).toHaveLength(2);
    expect(line).not.toContain('L');
  });
  it('is not there where nothing is known', () => {
    expect(timePlot({ ...plot, series: [{ name: '', values: [null, null, null, null] }] })).toBeUndefined();
  });
  it('says in words what it shows', () => {
    const drawn = timePlot({ ...plot, series: [{ name: 'ego', values: [4, 3, 1.5, 2] }], limit: 2, moment: 2 })?.markup;
    expect(drawn).toContain('aria-label="TTC over time (s): ego 1.5 to 4. Limit 2. Fails at 2 s"');
  });
});
