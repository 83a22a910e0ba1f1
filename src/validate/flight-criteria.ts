/** Criteria of what flies, and the figures that they are judged by. */
import type { CriterionResult } from '#contracts/run';
import type { FlightCriterion } from '#contracts/scenario';

interface Extreme {
  readonly value: number;
  readonly timeNs: number;
}

/** Of one drone over a run. */
export interface FlightFigures {
  /** Least distance to the fence's nearest face (m, below zero outside), and when it first left; missing without a fence. */
  readonly fence?: Extreme & { readonly breachNs?: number };
  readonly usedWh: number;
  /** Share of the capacity at the end, below zero where it took more; missing without a battery. */
  readonly left?: number;
  /** Least distance to what stands in the place, m; missing where nothing does. */
  readonly clearance?: Extreme;
  /** From upright, rad. */
  readonly tilt?: Extreme;
  /** When it first was where its route ends, and what it had used by then. */
  readonly arrival?: { readonly timeNs: number; readonly usedWh: number };
}

type Judges = {
  readonly [T in FlightCriterion['type']]: (
    c: Extract<FlightCriterion, { type: T }>,
    f: { readonly flight?: FlightFigures },
  ) => Omit<CriterionResult, 'criterion'>;
};

/** Nothing measured, nothing kept: the loader lets no criterion stand without what it needs. */
export const flightCriteria: Judges = {
  geofence: (_, { flight }) => {
    const fence = flight?.fence;
    if (fence === undefined) return { passed: false };
    const { value, timeNs, breachNs } = fence;
    return { passed: breachNs === undefined, value, limit: 0, timeNs: breachNs ?? timeNs };
  },
  'energy-left': ({ above }, { flight }) => {
    const left = flight?.left;
    return left === undefined ? { passed: false, limit: above } : { passed: left > above, value: left, limit: above };
  },
  'wall-clearance': ({ above }, { flight }) => {
    const least = flight?.clearance;
    return least === undefined ? { passed: true, limit: above } : { passed: least.value > above, ...least, limit: above };
  },
  'max-tilt': ({ below }, { flight }) => {
    const most = flight?.tilt;
    return most === undefined ? { passed: true, limit: below } : { passed: most.value < below, ...most, limit: below };
  },
};

/** Headline figures for reports. */
export function flightMetrics({ fence, usedWh, left, clearance, tilt, arrival }: FlightFigures): Record<string, number> {
  return {
    ...(fence === undefined ? {} : { geofenceMarginM: fence.value }),
    ...(fence?.breachNs === undefined ? {} : { geofenceBreachS: fence.breachNs / 1e9 }),
    energyUsedWh: usedWh,
    ...(left === undefined ? {} : { energyLeftPercent: 100 * left }),
    ...(clearance === undefined ? {} : { wallClearanceM: clearance.value }),
    ...(tilt === undefined ? {} : { maxTiltRad: tilt.value }),
    ...(arrival === undefined ? {} : { arrivalS: arrival.timeNs / 1e9, energyToArrivalWh: arrival.usedWh }),
  };
}
