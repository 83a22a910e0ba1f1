/**
 * Quadrotor in an X frame, near the 3DR Iris of PX4's model (1.5 kg; motors 0.51 m apart on the diagonal, 10-inch propellers). Origin at the
 * middle of its box, which the propellers' circles touch on all four sides. Rotors turn by the channels rotor0 (front right), rotor1 (back left), rotor2 (front left), rotor3 (back right).
 * Traits: `cargo` yes | no (a delivery box below), `style` classic | folding (a camera drone's slim fuselage and swept arms).
 */
import { TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { createMeshBuilder } from '../mesh/builder.js';
import { spinPose } from '../mesh/rigid.js';
import { type SimplePart, simpleAsset } from '../mesh/simple.js';
import { foldingShell } from './folding.js';
import { DARK, GREEN, hull, lamp, PROPELLER_PLASTIC, plastic, propeller, RED, WHITE } from './parts.js';

const ARM = 0.1807;
const PROPELLER = 0.127;
const ROTORS: readonly Vec3[] = [
  [ARM, -ARM, 0.075],
  [-ARM, ARM, 0.075],
  [ARM, ARM, 0.075],
  [-ARM, -ARM, 0.075],
];
const SHELLS: readonly Vec3[] = [
  [0.6, 0.6, 0.6],
  [0.05, 0.05, 0.055],
  [0.5, 0.18, 0.02],
  [0.08, 0.2, 0.4],
];

function shell() {
  const b = createMeshBuilder();
  hull(b, [
    [-0.15, 0.02, 0, 0.03],
    [-0.135, 0.05, -0.02, 0.05],
    [-0.07, 0.075, -0.03, 0.068],
    [0.05, 0.078, -0.03, 0.07],
    [0.12, 0.055, -0.02, 0.055],
    [0.15, 0.02, 0.0, 0.035],
  ]);
  for (const [x, y] of ROTORS)
    b.tube(
      [
        [x * 0.25, y * 0.3, 0.02],
        [x * 0.7, y * 0.72, 0.032],
        [x, y, 0.04],
      ],
      [0.022, 0.016, 0.014],
      8,
    );
  return b.build(0.3);
}
function dark(cargo: boolean) {
  const b = createMeshBuilder();
  for (const [x, y] of ROTORS)
    b.tube(
      [
        [x, y, 0.022],
        [x, y, 0.068],
      ],
      [0.019, 0.017],
      12,
    );
  for (const side of [1, -1]) {
    for (const x of [0.07, -0.07])
      b.tube(
        [
          [x, side * 0.05, -0.02],
          [x * 1.3, side * 0.12, -0.115],
        ],
        [0.007, 0.006],
        6,
      );
    b.tube(
      [
        [-0.15, side * 0.12, -0.117],
        [0.15, side * 0.12, -0.117],
      ],
      [0.007, 0.007],
      6,
    );
  }
  b.box([0.1, 0, -0.05], [0.045, 0.04, 0.035]);
  b.tube(
    [
      [0.12, 0, -0.05],
      [0.135, 0, -0.05],
    ],
    [0.016, 0.014],
    10,
  );
  if (cargo) for (const side of [1, -1]) b.box([-0.01, side * 0.07, -0.032], [0.015, 0.008, 0.03]);
  return b.build();
}
function crate() {
  const b = createMeshBuilder();
  b.box([-0.01, 0, -0.082], [0.17, 0.14, 0.1]);
  return b.build();
}

function classicShell(color: Vec3, cargo: boolean): SimplePart[] {
  return [
    { name: 'shell', mesh: shell(), material: plastic('shell', color) },
    { name: 'dark', mesh: dark(cargo), material: DARK },
    lamp('green', GREEN, [ARM, -ARM, 0.018], 0.022),
    lamp('red', RED, [ARM, ARM, 0.018], 0.022),
    lamp('white', WHITE, [-0.152, 0, 0.016], 0.02),
  ];
}

export const quadrotor = simpleAsset(
  { name: 'quadrotor', class: 'drone', title: 'Quadrotor', source: 'PX4 iris (science.md 4.2)', gait: 'fly', centred: true },
  (look): SimplePart[] => {
    const random = randomRoot(look.seed).child('quadrotor');
    const cargo = look.traits.cargo === 'yes';
    const color = random.child('shell').pick(SHELLS);
    const asked = look.traits.style;
    const style = typeof asked === 'string' ? asked : random.child('style').pick(['classic', 'folding']);
    return [
      ...(style === 'folding' && !cargo ? foldingShell(ROTORS, color) : classicShell(color, cargo)),
      ...(cargo ? [{ name: 'crate', mesh: crate(), material: plastic('cardboard', [0.3, 0.2, 0.11], 0.9) }] : []),
      ...ROTORS.map(
        (at, i): SimplePart => ({
          name: `rotor ${i}`,
          mesh: propeller(PROPELLER),
          material: PROPELLER_PLASTIC,
          move: ({ channels }) => spinPose(at, (channels[`rotor${i}`] ?? 0) + (i < 2 ? 0 : TAU / 4)),
        }),
      ),
    ];
  },
);
