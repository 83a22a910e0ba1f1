/** The page as text: complete, alone, small, escaped, and of enough contrast. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CaseTracks, ValidationCase, ValidationReport } from '#contracts/validation';
import { anchorsOf } from '#reports/anchors';
import { figure } from '#reports/figures';
import { base64 } from '#reports/html/policy';
import { SCRIPT } from '#reports/html/script';
import { STYLE } from '#reports/html/style';
import { htmlReport, junitXml, sarif } from '#reports/index';
import { byInterest } from '#reports/severity';
import { emptyReport, hostileReport } from './hostile.js';
import { sampleReport } from './sample.js';

const number = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

describe('HTML page', () => {
  const report = sampleReport();
  const page = htmlReport(report);
  const anchors = anchorsOf(report);
  const anchorOf = (id: string) => anchors.get(report.cases.find((one) => one.id === id) as ValidationCase);

  it('has every scenario, every case, and fifty failures with plots and replay', () => {
    for (const { title, file } of report.scenarios) for (const text of [title, file]) expect(page).toContain(text);
    expect(number(page, /<tr data-outcome=/g)).toBe(200);
    expect(number(page, /<details class="failure"/g)).toBe(50);
    expect(number(page, /<figure class="replay"/g)).toBe(50);
    expect(number(page, /data-plot=/g)).toBe(150);
    expect(page).toContain('2 more failures not shown in detail');
  });

  it('draws what braking was required over time where the run has it, and names figures with their units', () => {
    const [first] = report.cases.filter(({ outcome }) => outcome === 'fail') as [ValidationCase];
    const curves = first.curves as NonNullable<ValidationCase['curves']>;
    const metrics = { maxDracMPerS2: 4.25, minTtcS: 0.4567, impactSpeedMPerS: 10, riskTefft2013Death: 0.123, maxBtn: 1e4 };
    const one = { ...first, metrics, curves: { ...curves, brakeThreat: curves.ttc.map((ttc) => ttc && 1 / ttc) } };
    const shown = htmlReport({ ...report, cases: [one] });
    expect(number(shown, /data-plot=/g)).toBe(4);
    expect(shown).toContain('Brake threat number');
    for (const text of ['greatest drac', '4.25 m/s²', 'least ttc', '0.457 s', '10.00 m/s (36.0 km/h)', '12.3 %', 'over 100'])
      expect(shown).toContain(text);
  });

  it('shares its room fairly: a scenario with few failures has all of them', () => {
    const { regression: _, ...alone } = report;
    const few = htmlReport(alone, { maxFailures: 18, maxCases: 30 });
    expect(number(few, /<details class="failure" id="case-deer-at-dusk-7-\d+"/g)).toBe(9);
    expect(number(few, /<details class="failure"/g)).toBe(18);
    expect(number(few, /<tr data-outcome=/g)).toBe(30);
    expect(few).toContain('more cases not listed');
  });

  it('names what broke before anything else, each with its reason, and shows all of it in detail', () => {
    const broken = report.regression?.broken ?? [];
    const few = htmlReport(report, { maxFailures: 3 });
    const [at, scenarios] = [few.indexOf('Against the baseline'), few.indexOf('id="scenarios"')];
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(scenarios);
    for (const id of broken) {
      expect(few.slice(at, scenarios)).toContain(`#${anchorOf(id)}`);
      expect(few).toContain(`<details class="failure" id="${anchorOf(id)}"`);
    }
  });

  it('has the worst failures first: those that hit hardest, then those that miss limits by most', () => {
    const [some] = report.cases.filter(({ outcome }) => outcome === 'fail');
    const failing = (criterion: string, value: number, limit?: number): ValidationCase => ({
      ...(some as ValidationCase),
      criteria: [{ criterion, passed: false, value, ...(limit === undefined ? {} : { limit }) }],
    });
    const [slow, fast] = [failing('no-collision of ego', 2), failing('no-collision of ego', 9)];
    const [near, nearer] = [failing('min-ttc of ego', 0.9, 1), failing('min-ttc of ego', 0.2, 1)];
    const passed = { ...slow, outcome: 'pass' } as const;
    expect(byInterest([passed, near, slow, nearer, fast])).toEqual([fast, slow, nearer, near, passed]);
  });

  it('shows parameters in the units they were written in, and risk by those alone that are drawn', () => {
    const parameters = [
      { name: 'egoSpeed', unit: 'km/h', factor: 1 / 3.6, drawn: true },
      { name: 'warning', unit: 's', factor: 1, drawn: false },
    ];
    const scenarios = report.scenarios.map((summary) => ({ ...summary, parameters }));
    const known = htmlReport({ ...report, scenarios });
    expect(page).toMatch(/<figcaption><b>warning</);
    expect(known).not.toMatch(/<figcaption><b>warning/);
    expect(known).toMatch(/<figcaption><b>egoSpeed, km\/h</);
    const { egoSpeed } = report.cases[0]?.parameters ?? {};
    expect(known).toContain(`egoSpeed ${figure(Number(egoSpeed) * 3.6)} km/h`);
  });

  it('has the place of every case that other reports point at', () => {
    for (const link of [...junitXml(report).matchAll(/name="report" value="report\.html#([^"]+)"/g)].map(([, id]) => id))
      expect(page).toContain(` id="${link}"`);
    const { results } = JSON.parse(sarif(report)).runs[0];
    for (const { properties } of results) expect(page).toContain(` id="${properties.report.split('#')[1]}"`);
    const twice = { cases: [{ id: 'a/b' }, { id: 'a b' }] as unknown as ValidationReport['cases'] };
    expect(new Set(anchorsOf(twice).values()).size).toBe(2);
  });

  it('tells of the regression and of flaky cases, and nothing of either where there is none', () => {
    expect(page).toContain('Against the baseline');
    expect(page).toContain('Flaky cases');
    const { regression: _, ...without } = report;
    expect(htmlReport({ ...without, flaky: [] })).not.toMatch(/Against the baseline|Flaky cases/);
  });

  it('needs nothing from anywhere', () => {
    expect(page).not.toMatch(/\b(src|href)="(?!#)|url\(|@import|https?:/);
  });

  it('lets the browser run its own script and style only', () => {
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const policy = page.match(/Content-Security-Policy" content="([^"]*)"/)?.[1]?.replaceAll('&#39;', "'");
    expect(policy).toBe(
      `default-src 'none'; script-src ${hash(SCRIPT)}; style-src ${hash(STYLE)}; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toMatch(/ style="| on[a-z]+="/);
    for (const text of ['', 'a', 'ab', 'abc', 'abcd']) {
      expect(base64(Buffer.from(text).toString('hex'))).toBe(Buffer.from(text).toString('base64'));
    }
  });

  it('has no tag or attribute more for a hostile report than for a tame one', () => {
    const shape = (html: string): string[] =>
      html.match(/<\/?[a-z][a-z0-9]*( [a-z-]+(?==")|[^<>]*?)*>/g)?.map((tag) => tag.replace(/="[^"]*"/g, '')) ?? [];
    expect(shape(htmlReport(hostileReport()))).toEqual(shape(htmlReport(hostileReport('tame'))));
    expect(htmlReport(hostileReport())).not.toMatch(/<img|[^\P{Cc}\n]|\p{Cs}/u);
  });

  it('stays under 3 MB for 200 cases with 50 failures, however much they carry', () => {
    expect(new TextEncoder().encode(page).length).toBeLessThan(1.2e6);
    expect(new TextEncoder().encode(htmlReport(crowded(report))).length).toBeLessThan(3e6);
  });

  it('has a page for no case at all', () => expect(htmlReport(emptyReport())).toContain('0 cases of 0 scenarios'));
  it('is the same twice', () => expect(htmlReport(sampleReport())).toBe(page));
});

/** Twelve actors that all turn and swerve for a minute at 20 Hz, on a place full of things. */
function crowded(report: ValidationReport): ValidationReport {
  const times = Array.from({ length: 1200 }, (_, i) => i / 20);
  const actors = Array.from({ length: 12 }, (_, a) => ({
    id: `actor-${a}`,
    class: 'car',
    length: 4.5,
    width: 1.8,
    states: times.map((t, i) => [13.37 * t + ((a * i * 7) % 13) / 9, ((a + 3 * i) % 29) / 3, ((i * a) % 17) / 5] as const),
  }));
  const tracks: CaseTracks = {
    times,
    actors,
    lanes: Array.from({ length: 12 }, (_, k) => ({ width: 3.5, points: times.map((t) => [20 * t, 3.5 * k + t / 7] as const) })),
    solids: Array.from({ length: 900 }, (_, i) => [i, -7.7, i / 9, 4.44, 1.77] as const),
  };
  const wavy = times.map((_, i) => 5 + ((i * 7919) % 997) / 100);
  const curves = { times, speeds: Object.fromEntries(actors.map(({ id }) => [id, wavy])), ttc: wavy, gap: wavy };
  return {
    ...report,
    cases: report.cases.map((one): ValidationCase => (one.outcome === 'fail' ? { ...one, tracks, curves } : one)),
  };
}

describe('colours', () => {
  it.each(['light', 'dark'])(
    'of the %s scheme have contrast enough: text 4.5, lines 3 (WCAG 2.2, 1.4.3 and 1.4.11)',
    (scheme) => {
      const palette = paletteOf(scheme === 'dark');
      for (const ground of ['page', 'panel']) {
        for (const ink of ['ink', 'dim', 'link', 'pass', 'fail', 'invalid', 'error']) {
          expect(contrast(palette[ink], palette[ground]), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
        }
      }
      for (const ground of ['page', 'road']) {
        for (const line of ['c0', 'c1', 'c2', 'c3', 'c4', 'c5']) {
          expect(contrast(palette[line], palette[ground]), `${line} on ${ground}`).toBeGreaterThanOrEqual(3);
        }
      }
    },
  );

  it('control: the formula gives 21 for black on white, and grey text is seen as too faint', () => {
    expect(contrast('#000', '#fff')).toBeCloseTo(21, 9);
    expect(contrast('#999', '#fff')).toBeLessThan(4.5);
  });
});

function paletteOf(dark: boolean): Record<string, string> {
  const blocks = [...STYLE.matchAll(/:root\{([^}]*)\}/g)].map(([, block]) => block ?? '');
  const pairs = [...(blocks[dark ? 1 : 0] ?? '').matchAll(/--(\w+):(#\w+)/g)];
  return Object.fromEntries(pairs.map(([, name, color]) => [name, color]));
}

/** Of two colours as `#rgb` or `#rrggbb` (WCAG 2.2). */
function contrast(a = '', b = ''): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
function luminance(color: string): number {
  const hex = color.length === 4 ? color.replace(/[^#]/g, '$&$&') : color;
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
