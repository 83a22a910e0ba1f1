/** A run of a farm in a few lines of text. */
import type { FarmReport, ShardSetAside } from '#contracts/farm-report';
import { count } from '../figures.js';
import { oneLine } from '../line.js';
import { duration, energy, grouped, mass, shareText, short } from './words.js';

/** Of shards set aside, and of refusals; the page and the JSON have all. */
const MOST = 20;

export function farmSummary(report: FarmReport): readonly string[] {
  const { frames, samples, found, quarantined, rejected, shards, failures, fromMs, toMs, workers, cpuMs, gpuMs } = report;
  const { energy: used, cost, times, stages, complete, failedTries } = report;
  const tries = Object.entries(failures).map(([cause, n]) => `${n} ${cause}`);
  const [slowest] = stages;
  const parts = (texts: readonly (string | undefined)[]): string => texts.filter((text) => text !== undefined).join(', ');
  const money = used.rates.pricePerCpuHour.unit.replace(/\/h$/, '');
  return [
    parts([
      `${grouped(frames)} frames`,
      `${grouped(samples)} samples`,
      found > 0 ? `${grouped(found)} more were there already` : undefined,
      quarantined > 0 ? `${count(quarantined, 'frame')} kept apart` : undefined,
      `${count(rejected, 'draw')} refused`,
    ]),
    parts([
      `${grouped(shards.done)} of ${count(shards.all, 'shard')}`,
      shards.aside.length > 0 ? `${shards.aside.length} SET ASIDE` : undefined,
      complete ? 'complete' : 'not complete',
      tries.length > 0 ? `tries that failed: ${tries.join(', ')}` : undefined,
    ]),
    parts([
      `${duration(toMs - fromMs)} of wall time`,
      count(workers.length, 'worker'),
      `${duration(cpuMs)} of processors`,
      gpuMs > 0 ? `${duration(gpuMs)} of graphics cards` : undefined,
      failedTries.cpuMs > 0 ? `${duration(failedTries.cpuMs)} more of processors in tries that failed` : undefined,
    ]),
    ...(times === undefined
      ? []
      : [`a shard took ${duration(times.median)} in the middle, nine in ten within ${duration(times.ninth)}`]),
    ...(slowest === undefined ? [] : [`slowest stage: ${slowest.stage}, ${shareText(slowest.share)} of stage time`]),
    `about ${energy(1000 * used.kWh)} and ${mass(used.co2Grams)} of CO2 (${used.processors}; the report says what that stands on)`,
    `${short(cost.total)} ${money} at ${short(used.rates.pricePerCpuHour.value)} ${used.rates.pricePerCpuHour.unit}${cost.per1000Frames === undefined ? '' : `, ${short(cost.per1000Frames)} ${money} per 1,000 frames`}`,
    ...refusalsOf(report),
    ...asideOf(shards.aside),
  ];
}

function refusalsOf({ reasons }: FarmReport): readonly string[] {
  const refusals = reasons.filter(({ cause }) => cause === 'refused');
  const told = refusals.slice(0, MOST).map(({ code, message, tries, workers }) => {
    const who = `${count(tries, 'time')} by ${count(workers, 'worker')}`;
    return `refused ${who}: ${withCode(code, message)}`;
  });
  return [...told, ...restOf(refusals.length)];
}

function asideOf(aside: readonly ShardSetAside[]): readonly string[] {
  const told = aside.slice(0, MOST).map(({ shard, tries, cause, code, message }) => {
    const what = shard === undefined ? 'the merge' : `shard ${shard}`;
    return `${what} is set aside after ${count(tries, 'try', 'tries')}: ${cause}: ${withCode(code, message)}`;
  });
  const evident = aside.some(({ evidence }) => evidence !== undefined);
  return [...told, ...restOf(aside.length), ...(evident ? ['their evidence is in the page (--out FILE) and in --json'] : [])];
}

function withCode(code: string | undefined, message: string): string {
  return oneLine(code === undefined ? message : `${message} [${code}]`);
}

function restOf(length: number): readonly string[] {
  return length > MOST ? [`and ${length - MOST} more`] : [];
}
