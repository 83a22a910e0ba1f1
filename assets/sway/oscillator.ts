/** A damped oscillator in closed form: how it answers waves and gusts, at any time, without the time before. */
import { atan2, cos, exp, PI, sin, TAU } from '#core/math';

export interface Oscillator {
  /** Undamped, Hz. */
  readonly frequency: number;
  /** Share of critical damping, 0..1. */
  readonly damping: number;
}

/** Steady answer to a wave of that frequency (Hz), over the displacement under the same force at rest; `lag` in rad. */
export function answerTo({ frequency: own, damping }: Oscillator, frequency: number): { gain: number; lag: number } {
  const ratio = frequency / own;
  const [real, imaginary] = [1 - ratio * ratio, 2 * damping * ratio];
  return { gain: 1 / Math.sqrt(real * real + imaginary * imaginary), lag: atan2(imaginary, real) };
}

/**
 * Answer to a force that rises from 0 to 1 as (1 - cos(pi t / rise)) / 2 and stays, from rest: the wave's steady answer and what the start
 * leaves ringing, then what the end leaves ringing. @returns displacement by time since the start, s
 */
export function answerToRise(oscillator: Oscillator, rise: number): (since: number) => number {
  const omega = TAU * oscillator.frequency;
  const decay = oscillator.damping * omega;
  const ringing = omega * Math.sqrt(1 - oscillator.damping * oscillator.damping);
  const free = (x: number, speed: number, t: number): { x: number; speed: number } => {
    const [a, b] = [x, (speed + decay * x) / ringing];
    const [c, s, fade] = [cos(ringing * t), sin(ringing * t), exp(-decay * t)];
    return {
      x: fade * (a * c + b * s),
      speed: fade * ((b * ringing - decay * a) * c - (a * ringing + decay * b) * s),
    };
  };
  const forced = PI / rise;
  const { gain, lag } = answerTo(oscillator, forced / TAU);
  const steady = (t: number): { x: number; speed: number } => ({
    x: 0.5 - 0.5 * gain * cos(forced * t - lag),
    speed: 0.5 * gain * forced * sin(forced * t - lag),
  });
  const start = steady(0);
  const rising = (t: number): { x: number; speed: number } => {
    const [wave, rest] = [steady(t), free(-start.x, -start.speed, t)];
    return { x: wave.x + rest.x, speed: wave.speed + rest.speed };
  };
  const top = rising(rise);
  return (since) => {
    if (since <= 0) return 0;
    return since < rise ? rising(since).x : 1 + free(top.x - 1, top.speed, since - rise).x;
  };
}
