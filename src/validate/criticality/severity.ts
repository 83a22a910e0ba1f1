/** What an impact does: figures of a run that had one (science.md 2.2). */
import { type InjuryCurveId, injuryRisk, plasticDeltaV } from '../metrics/severity.js';
import type { RunFigures } from './tally.js';

export interface Impact {
  readonly timeNs: number;
  /** Own, and of both against each other, m/s. */
  readonly speed: number;
  readonly relativeSpeed: number;
  /** kg; Infinity for what the place is made of. */
  readonly ownMass: number;
  readonly otherMass: number;
  /** A person on foot was hit: the curves are about nobody else. */
  readonly pedestrian: boolean;
}

const CURVES: Readonly<Record<InjuryCurveId, string>> = {
  'rosen-sander-2009': 'riskRosenSander2009',
  'tefft-2013-death': 'riskTefft2013Death',
  'tefft-2013-ais4': 'riskTefft2013Ais4',
};

export function severityOf({ timeNs, speed, relativeSpeed, ownMass, otherMass, pedestrian }: Impact): RunFigures {
  const deltaV = Number.isFinite(otherMass) ? plasticDeltaV(ownMass, otherMass, relativeSpeed) : relativeSpeed;
  const risks = Object.entries(CURVES).map(
    ([curve, key]) => [key, { value: injuryRisk(curve as InjuryCurveId, speed).probability, timeNs }] as const,
  );
  return { deltaVMPerS: { value: deltaV, timeNs }, ...(pedestrian ? Object.fromEntries(risks) : {}) };
}
