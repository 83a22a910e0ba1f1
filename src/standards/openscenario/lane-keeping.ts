/** What a vehicle does there when nobody tells it anything: it keeps its lane and speed. Whether that is what it did, the trace says. */
import type { Action } from '#contracts/scenario';
import type { RoadLine } from '../opendrive/road-line.js';
import type { Motion, Sample } from './motion.js';

/** As near as an untold vehicle must stay to its trace, m. */
export const KEEPS_TO = 0.02;

/** Speed changes that exist there as a SpeedAction: a rate held until a speed is reached. */
export interface SpeedChange {
  readonly to: number;
  /** m/s^2; at once when 0. */
  readonly rate: number;
}

export function speedChangeOf(action: Action): SpeedChange | undefined {
  if (action.type === 'speed') return { to: action.to, rate: action.acceleration };
  return action.type === 'brake' && action.jerk === 0 ? { to: 0, rate: action.deceleration } : undefined;
}

/** Metres covered after `time` s from speed `v`. */
export function covered(v: number, { to, rate }: SpeedChange, time: number): number {
  const lasts = rate === 0 ? 0 : Math.abs(to - v) / rate;
  const changing = Math.min(time, lasts);
  const a = to > v ? rate : -rate;
  return v * changing + (a * changing * changing) / 2 + to * (time - changing);
}

/** What is expected of a vehicle on a lane: the way traffic goes there, its speed (m/s), what it is told. */
export interface Expected {
  readonly direction: 1 | -1;
  readonly v: number;
  readonly change: SpeedChange;
}

/** Whether the body goes along the road from the first sample on as that speed change says. */
export function keepsLane(samples: readonly Sample[], line: RoadLine, { direction, v, change }: Expected): boolean {
  const first = samples[0];
  if (first === undefined) return true;
  const start = line.project(first.position[0], first.position[1]);
  return samples.every(({ time, position: [x, y] }) => {
    const now = line.project(x, y);
    const along = direction * travelled(line, start, now.s);
    const wanted = covered(v, change, time - first.time);
    return Math.abs(now.t - start.t) <= KEEPS_TO && Math.abs(along - wanted) <= KEEPS_TO;
  });
}

/** Metres at the offset of `start` between its station and another, m; shorter than the road's inside a bend. */
function travelled(line: RoadLine, { s, t }: { readonly s: number; readonly t: number }, to: number): number {
  const [from, until] = s < to ? [s, to] : [to, s];
  let metres = 0;
  for (const piece of line.pieces) {
    const inside = Math.min(until, piece.s + piece.length) - Math.max(from, piece.s);
    metres += Math.max(0, inside) * (1 - piece.curvature * t);
  }
  return s < to ? metres : -metres;
}

/** Whether the body stays where it is. */
export function standsStill(samples: readonly Sample[]): boolean {
  const first = samples[0];
  return samples.every(
    ({ position, angles }) =>
      position.every((x, i) => Math.abs(x - (first?.position[i] ?? 0)) <= 0.002) &&
      angles.every((x, i) => Math.abs(x - (first?.angles[i] ?? 0)) <= 0.005),
  );
}

/** m/s around a moment, from the trace. */
export function speedAt(motion: Motion, time: number): number {
  const [a, b] = [motion.at(time), motion.at(time + 0.001)];
  const [dx, dy, dz] = [0, 1, 2].map((i) => (b.position[i] as number) - (a.position[i] as number)) as [number, number, number];
  return Math.sqrt(dx * dx + dy * dy + dz * dz) / 0.001;
}
