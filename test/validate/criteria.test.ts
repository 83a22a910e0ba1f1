/** Verdicts from figures: every criterion on both sides of its limit. */
import { describe, expect, it } from 'vitest';
import type { Criterion } from '#contracts/scenario';
import { type ActorFigures, criteria, judge } from '#validate/criteria';

const calm: ActorFigures = { minGap: {}, threats: {}, maxDeceleration: 0, reached: {} };
const hit: ActorFigures = { ...calm, contact: { timeNs: 2e9, other: 'deer', speed: 8, relativeSpeed: 9 } };
const at = (value: number) => ({ value, timeNs: 1e9 });
const where = { of: 'ego' };
const flying = (flight: Partial<NonNullable<ActorFigures['flight']>>): ActorFigures => ({
  ...calm,
  flight: { usedWh: 1, ...flight },
});

const drac = (value: number): Criterion => ({ type: 'threshold', ...where, metric: 'maxDracMPerS2', op: 'below', value });
const least = (metric: string, value: number): Criterion => ({ type: 'threshold', ...where, metric, op: 'above', value });
const worse: Criterion = { type: 'no-worse-than', ...where, driver: 'constant', controller: { type: 'constant' } };
const rule: Criterion = {
  type: 'temporal',
  ...where,
  rule: { type: 'always', condition: { type: 'time', after: 1 }, label: 'late' },
};
const brakes: Criterion = { type: 'brakes-within', ...where, after: 'cut in', within: 1, deceleration: 0.5 };

const CASES: readonly (readonly [Criterion, ActorFigures, boolean])[] = [
  [{ type: 'no-collision', ...where }, calm, true],
  [{ type: 'no-collision', ...where }, hit, false],
  [{ type: 'min-ttc', ...where, above: 1 }, calm, true],
  [{ type: 'min-ttc', ...where, above: 1 }, { ...calm, minTtc: at(1.01) }, true],
  [{ type: 'min-ttc', ...where, above: 1 }, { ...calm, minTtc: at(1) }, false],
  [{ type: 'min-ttc', ...where, above: 1 }, { ...hit, minTtc: at(5) }, false],
  [{ type: 'min-distance', ...where, to: 'deer', above: 2 }, { ...calm, minGap: { deer: at(2.1), other: at(0) } }, true],
  [{ type: 'min-distance', ...where, to: 'deer', above: 2 }, { ...calm, minGap: { deer: at(2) } }, false],
  [{ type: 'max-impact-speed', ...where, below: 8 }, calm, true],
  [{ type: 'max-impact-speed', ...where, below: 8 }, hit, false],
  [{ type: 'max-impact-speed', ...where, below: 8.1 }, hit, true],
  [{ type: 'max-deceleration', ...where, below: 5 }, { ...calm, maxDeceleration: 4.9 }, true],
  [{ type: 'max-deceleration', ...where, below: 5 }, { ...calm, maxDeceleration: 5 }, false],
  [{ type: 'corridor', ...where }, { ...calm, corridor: { deviation: 3, radius: 3, timeNs: 1 } }, true],
  [{ type: 'corridor', ...where }, { ...calm, corridor: { deviation: 3.01, radius: 3, timeNs: 1 } }, false],
  [
    { type: 'reaches', ...where, point: [0, 0, 0], radius: 1, within: 5 },
    { ...calm, reached: { 0: { distance: 1, timeNs: 5e9 } } },
    true,
  ],
  [
    { type: 'reaches', ...where, point: [0, 0, 0], radius: 1, within: 5 },
    { ...calm, reached: { 0: { distance: 1, timeNs: 5.1e9 } } },
    false,
  ],
  [{ type: 'reaches', ...where, point: [0, 0, 0], radius: 1, within: 5 }, calm, false],
  [{ type: 'no-near-mid-air-collision', ...where }, calm, true],
  [{ type: 'no-near-mid-air-collision', ...where }, { ...calm, run: { nearMidAirCollision: { value: 0 } } }, true],
  [{ type: 'no-near-mid-air-collision', ...where }, { ...calm, run: { nearMidAirCollision: at(1) } }, false],
  [drac(6), { ...calm, run: { maxDracMPerS2: at(5.999) } }, true],
  [drac(6), { ...calm, run: { maxDracMPerS2: at(6) } }, false],
  [drac(6), calm, true],
  [least('minTtcS', 1), { ...calm, run: { minTtcS: at(1.001) } }, true],
  [least('minTtcS', 1), { ...calm, run: { minTtcS: at(1) } }, false],
  [least('minTtcS', 1), calm, true],
  [least('minTtcS', 1), { ...hit, run: { minTtcS: at(3) } }, false],
  [least('minThwS', 1), { ...hit, run: { minThwS: at(3) } }, true],
  [worse, calm, true],
  [worse, { ...hit, compared: new Map([[0, undefined]]) }, false],
  [worse, { ...hit, compared: new Map([[0, { ...hit.contact, relativeSpeed: 9 } as ActorFigures['contact']]]) }, true],
  [worse, { ...hit, compared: new Map([[0, { ...hit.contact, relativeSpeed: 8.9 } as ActorFigures['contact']]]) }, false],
  [rule, { ...calm, held: new Map([[0, { passed: true }]]) }, true],
  [rule, { ...calm, held: new Map([[0, { passed: false }]]) }, false],
  [brakes, { ...calm, held: new Map([[0, { passed: true }]]) }, true],
  [brakes, { ...calm, held: new Map([[0, { passed: false, value: 2, limit: 1 }]]) }, false],
  [{ type: 'geofence', ...where }, flying({ fence: at(0) }), true],
  [{ type: 'geofence', ...where }, flying({ fence: { ...at(-0.1), breachNs: 1 } }), false],
  [{ type: 'geofence', ...where }, calm, false],
  [{ type: 'energy-left', ...where, above: 0.2 }, flying({ left: 0.21 }), true],
  [{ type: 'energy-left', ...where, above: 0.2 }, flying({ left: 0.2 }), false],
  [{ type: 'wall-clearance', ...where, above: 3 }, flying({}), true],
  [{ type: 'wall-clearance', ...where, above: 3 }, flying({ clearance: at(3.1) }), true],
  [{ type: 'wall-clearance', ...where, above: 3 }, flying({ clearance: at(3) }), false],
  [{ type: 'max-tilt', ...where, below: 0.5 }, flying({ tilt: at(0.49) }), true],
  [{ type: 'max-tilt', ...where, below: 0.5 }, flying({ tilt: at(0.5) }), false],
];

describe('judge', () => {
  it.each(CASES.map(([criterion, figures, passed]) => [criterion.type, passed, criterion, figures] as const))(
    '%s: %s',
    (_, passed, criterion, figures) => {
      const verdict = judge([criterion], new Map([['ego', figures]]), [], {});
      expect(verdict.criteria[0]?.passed).toBe(passed);
      expect(verdict.outcome).toBe(passed ? 'pass' : 'fail');
    },
  );
  it('has a case of every criterion there is', () => {
    expect(new Set(CASES.map(([{ type }]) => type))).toEqual(new Set(Object.keys(criteria)));
  });
  it('calls a run that was not executed as declared invalid, whatever its figures', () => {
    for (const figures of [calm, hit]) {
      const verdict = judge([{ type: 'no-collision', of: 'ego' }], new Map([['ego', figures]]), ['always gap'], {});
      expect(verdict.outcome).toBe('invalid');
      expect(verdict.brokenRequirements).toEqual(['always gap']);
    }
  });
});
