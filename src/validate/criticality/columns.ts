/** The criticality of an instant as a row of the trace's table. */
import type { CriticalityColumn } from '#contracts/criticality';
import type { Criticality } from './instant.js';

export type CriticalityRow = Readonly<Record<Exclude<CriticalityColumn, 'petS'>, number | null>>;

/** @param now missing after the first contact, when nothing is ahead any more */
export function rowOf(now: Criticality | undefined): CriticalityRow {
  const { safe, air } = now ?? {};
  return {
    ttcS: finite(now?.ttc),
    mttcS: finite(now?.mttc),
    thwS: finite(now?.headway),
    dracMPerS2: finite(now?.drac),
    btn: finite(now?.brakeThreat),
    stn: finite(now?.steerThreat),
    dstMPerS2: finite(now?.dst),
    rssLongitudinalM: finite(safe?.longitudinal),
    rssOppositeM: finite(safe?.opposite),
    rssLateralM: finite(safe?.lateral),
    rssMarginM: finite(safe?.margin),
    rssDangerous: safe === undefined ? null : Number(safe.dangerous),
    cpaDistanceM: finite(air?.closest.distance),
    cpaTimeS: finite(air?.closest.time),
    horizontalSeparationM: finite(air?.horizontal),
    verticalSeparationM: finite(air?.vertical),
  };
}

function finite(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}
