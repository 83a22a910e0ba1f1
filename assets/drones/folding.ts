/**
 * The shell of a folding camera quadrotor: a slim fuselage, front arms that swing out from its shoulders and rear arms from its waist, a
 * camera under the nose, feet under the front motors; motors and propellers where the frame has them.
 */
import type { Vec3 } from '#core/pose';
import { createMeshBuilder } from '../mesh/builder.js';
import type { SimplePart } from '../mesh/simple.js';
import { DARK, gimbal, hull, lamp, motor, plastic, RED, WHITE } from './parts.js';

/** @param rotors front right, back left, front left, back right; m */
export function foldingShell(rotors: readonly Vec3[], color: Vec3): SimplePart[] {
  const shell = createMeshBuilder();
  hull(
    shell,
    [
      [-0.17, 0.03, -0.005, 0.035],
      [-0.15, 0.046, -0.022, 0.05],
      [-0.06, 0.052, -0.03, 0.058],
      [0.06, 0.052, -0.028, 0.058],
      [0.125, 0.045, -0.012, 0.05],
      [0.155, 0.03, 0.004, 0.036],
    ],
    { square: 0.75 },
  );
  for (const [x, y, z] of rotors) {
    const front = x > 0;
    const root: Vec3 = front ? [0.11, Math.sign(y) * 0.045, 0.035] : [-0.06, Math.sign(y) * 0.045, 0.0];
    shell.tube(
      [
        root,
        [root[0] + (x - root[0]) * 0.5, root[1] + (y - root[1]) * 0.5, root[2] + (z - 0.045 - root[2]) * 0.6],
        [x, y, z - 0.04],
      ],
      [0.017, 0.013, 0.012],
      8,
    );
  }
  const dark = createMeshBuilder();
  for (const rotor of rotors) {
    motor(dark, rotor, rotor[2] - 0.052, rotor[2] - 0.007, 0.0165);
    if (rotor[0] > 0)
      dark.tube(
        [
          [rotor[0], rotor[1], rotor[2] - 0.05],
          [rotor[0], rotor[1], -0.1],
        ],
        [0.009, 0.006],
        6,
      );
  }
  // Feet behind, under the battery; the eyes of obstacle sensors in front.
  for (const side of [1, -1]) {
    dark.box([-0.1, side * 0.03, -0.06], [0.02, 0.01, 0.08]);
    dark.box([0.15, side * 0.018, 0.026], [0.016, 0.014, 0.012]);
  }
  gimbal(dark, [0.135, 0, -0.047], 0.044);
  const [, , frontLeft] = rotors as readonly [Vec3, Vec3, Vec3];
  return [
    { name: 'shell', mesh: shell.build(0.3), material: plastic('shell', color, 0.5) },
    { name: 'dark', mesh: dark.build(0.2), material: DARK },
    lamp('red', RED, [frontLeft[0], frontLeft[1] - 0.022, frontLeft[2] - 0.05]),
    lamp('front red', RED, [frontLeft[0], -frontLeft[1] + 0.022, frontLeft[2] - 0.05]),
    lamp('white', WHITE, [-0.17, 0, 0.016], 0.02),
  ];
}
