/** When a sensor looks: at k / rate since the scenario's start, inside the capture windows. */
import type { Sensor } from '#contracts/rig';
import type { Capture } from '#contracts/scenario';

export interface Window {
  /** s */
  readonly start: number;
  readonly end: number;
}

/** Windows around events that happened; the whole run when none is declared. */
export function windowsOf(capture: Capture, duration: number, happened: ReadonlyMap<string, number>): Window[] {
  if (capture.windows.length === 0) return [{ start: 0, end: duration }];
  return capture.windows.flatMap(({ anchor, offset, duration: lasts }) => {
    const at = anchor === 'start' ? 0 : happened.get(anchor);
    if (at === undefined) return [];
    const start = Math.max(0, at + offset);
    return [{ start, end: Math.min(duration, at + offset + lasts) }];
  });
}

/** `capture.rate` speaks of pictures. */
export function rateOf(sensor: Sensor, capture: Capture): number {
  return sensor.type === 'camera' ? (capture.rateHz ?? sensor.rateHz) : sensor.rateHz;
}

/** Tick numbers k at which time k / rate lies in a window, ascending. */
export function ticksIn(windows: readonly Window[], rateHz: number): number[] {
  const ticks = new Set<number>();
  for (const { start, end } of windows) {
    for (let k = Math.ceil(start * rateHz - 1e-9); k / rateHz < end - 1e-9; k++) ticks.add(k);
  }
  return [...ticks].sort((a, b) => a - b);
}
