/** What light drops and flakes send to the eye, cd/m^2. */
import { Vector3 } from 'three';
import type { Streak } from '#sensors/falling/streaks';
import { DROP_GAIN, FLAKE_GAIN } from '#sensors/lidar/drops';
import { shared } from '../truth-material.js';

/**
 * A drop shows the sky and the ground ahead of it, upside down, over some 165 degrees: 0.94 of their mean (Garg and Nayar 2007, 3.2). The sky
 * takes about two thirds of it. Over the light of the air, which is 0.85 of an overcast sky's: 0.94 (0.62 + 0.38 * 0.12) / 0.85.
 */
const DROP_OF_AIR = 0.73;
/** A white ball under the sky: the upper half lit by it, the lower by the ground, over the air's light. */
const FLAKE_OF_AIR = (0.8 * 0.56) / 0.85;

export function dropLight() {
  const uniforms = {
    uRain: { value: new Vector3() },
    uFlake: { value: new Vector3() },
    uLamp: { value: new Vector3(1, 0.93, 0.82) },
  };
  return {
    uniforms,
    set(airlight: Vector3): void {
      uniforms.uRain.value.copy(airlight).multiplyScalar(DROP_OF_AIR);
      uniforms.uFlake.value.copy(airlight).multiplyScalar(FLAKE_OF_AIR);
    },
    /** Of the own low beam, thrown back. */
    lampOn: ({ at, kind }: Streak): number => ((kind === 'snow' ? FLAKE_GAIN : DROP_GAIN) * lowBeamAt(at)) / Math.PI,
  };
}

/** The surface shader's low beam, lx on what faces it. @param at world, m */
function lowBeamAt(at: readonly [number, number, number]): number {
  const candela = shared.uLampCd.value;
  if (candela === 0) return 0;
  const ray = new Vector3(...at).sub(shared.uLampAt.value);
  const d = Math.max(ray.length(), 0.8);
  ray.divideScalar(d);
  const to = shared.uLampTo.value;
  const ahead = ray.dot(to);
  if (ahead <= 0.05) return 0;
  const side = new Vector3().crossVectors(to, new Vector3(0, 0, 1)).normalize();
  const v = ray.dot(new Vector3().crossVectors(side, to)) / ahead;
  const h = ray.dot(side) / ahead;
  const wide = 0.6 * Math.exp((-h * h) / 0.026) + 0.4 * Math.exp((-h * h) / 0.4);
  const edge = Math.min(1, Math.max(0, (v + 0.014) / 0.02));
  const below = (1 - edge * edge * (3 - 2 * edge)) / (1 + (v * v) / 0.0022);
  const stray = 0.025 * Math.exp((-v * v) / 0.08 - (h * h) / 0.3);
  return (candela * (wide * below + stray)) / (d * d);
}
