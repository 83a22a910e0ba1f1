/**
 * A sky of satellites: 30 in six planes inclined by 55 degrees, on circular orbits of GPS' radius (Walker 30/6/1, each up to
 * 8 degrees from its slot, for real slots are uneven). Which way the whole stands at the scenario's start is drawn.
 */
import { cos, PI, sin, TAU } from '#core/math';
import { normalize, type Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { enuFromEcef, type LocalAxes, WGS84 } from './earth.js';

const PLANES = 6;
const IN_A_PLANE = 5;
const INCLINATION = (55 * PI) / 180;
/** m; IS-GPS-200. */
const RADIUS = 26_559_710;
/** rad/s: sqrt(GM / r^3), GM 3.986005e14 m^3/s^2. */
const MEAN_MOTION = Math.sqrt(3.986005e14 / RADIUS) / RADIUS;
const UNEVEN = (8 * PI) / 180;

export interface Satellite {
  /** From the receiver, east-north-up, unit. */
  readonly direction: Vec3;
}

/** Satellites by number at a time. @param seconds since the scenario's start */
export type Sky = (seconds: number) => readonly Satellite[];

/** @param random the same for all receivers of a sample */
export function skyOver(axes: LocalAxes, random: RandomStream): Sky {
  const [node0, phase0] = [TAU * random.uniform(), TAU * random.uniform()];
  const slots = Array.from({ length: PLANES * IN_A_PLANE }, (_, k) => {
    const [plane, place] = [Math.floor(k / IN_A_PLANE), k % IN_A_PLANE];
    return {
      node: node0 + (TAU * plane) / PLANES,
      phase: phase0 + (TAU * place) / IN_A_PLANE + (TAU * plane) / (PLANES * IN_A_PLANE) + random.between(-UNEVEN, UNEVEN),
    };
  });
  return (seconds) =>
    slots.map(({ node, phase }) => {
      const along = phase + MEAN_MOTION * seconds;
      const turned = node - WGS84.rate * seconds;
      const [x, y] = [RADIUS * cos(along), RADIUS * sin(along) * cos(INCLINATION)];
      const position: Vec3 = [
        x * cos(turned) - y * sin(turned),
        x * sin(turned) + y * cos(turned),
        RADIUS * sin(along) * sin(INCLINATION),
      ];
      return { direction: normalize(enuFromEcef(axes, position)) };
    });
}
