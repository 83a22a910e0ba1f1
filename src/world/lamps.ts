/** Which of a vehicle's lamps are lit at an instant: channels of its articulation. */
import type { Articulation, Medium } from '#contracts/frame';
import type { Body, PathMotion } from './body.js';

/** Deceleration at which brake lamps are lit, m/s^2. */
const BRAKE_LAMP = 0.7;
/** Below this speed, m/s, who still brakes is held by the brake. */
const HELD = 0.05;
/** Flashes a second: UN R48 asks for 90 a minute, give or take 30. */
const INDICATOR_HZ = 1.5;
/** UN R65: 2 to 4 a second. */
const BEACON_HZ = 2;

type Channels = Articulation['channels'];

/** Lamps that burn whatever it does: lights at night for who takes part in traffic, a beacon by trait `beacon` (`on`). */
export function lampsOf({ kind, spec }: Body, time: number, medium: Medium): Channels {
  if (kind !== 'wheeled') return {};
  return {
    ...(medium.lampsOn && spec.role !== 'prop' ? { headLights: 1 } : {}),
    ...(spec.look.traits.beacon === 'on' ? { beacon: flash(time, BEACON_HZ) } : {}),
  };
}

/** Brake lamps, and the indicator while a lane is changed. */
export function signalsOf({ along, command, indicator }: PathMotion, time: number): Channels {
  const held = command.type === 'brake' && along.v < HELD;
  return {
    brakeLight: along.a < -BRAKE_LAMP || held ? 1 : 0,
    ...(indicator === undefined
      ? {}
      : { [indicator === 'left' ? 'indicatorLeft' : 'indicatorRight']: flash(time, INDICATOR_HZ) }),
  };
}

/** Lit for the first half of each period. */
function flash(time: number, hz: number): 0 | 1 {
  const cycles = time * hz;
  return cycles - Math.floor(cycles) < 0.5 ? 1 : 0;
}
