/**
 * Quadrotor in an X frame, near the 3DR Iris of PX4's model (1.5 kg; motors 0.51 m apart on the diagonal, 10-inch propellers). Origin at the
 * middle of its box, which the propellers' circles touch on all four sides. Rotors turn by the channels rotor0 (front right), rotor1 (back left), rotor2 (front left), rotor3 (back right).
 * Traits: `cargo` yes | no (a delivery box below).
 */
import type { Material } from '#contracts/model';
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { createMeshBuilder, type MeshBuilder } from '../mesh/builder.js';
import { spinPose } from '../mesh/rigid.js';
import { type SimplePart, simpleAsset } from '../mesh/simple.js';

const ARM = 0.1807;
const PROPELLER = 0.127;
const ROTORS: readonly Vec3[] = [
  [ARM, -ARM, 0.075],
  [-ARM, ARM, 0.075],
  [ARM, ARM, 0.075],
  [-ARM, -ARM, 0.075],
];
const plastic = (id: string, baseColor: Vec3, roughness = 0.45): Material => ({
  id,
  baseColor,
  roughness,
  metalness: 0,
  texture: 'none',
});
const SHELLS: readonly Vec3[] = [
  [0.6, 0.6, 0.6],
  [0.05, 0.05, 0.055],
  [0.5, 0.18, 0.02],
  [0.08, 0.2, 0.4],
];

function ellipse(
  b: MeshBuilder,
  stations: readonly (readonly [x: number, half: number, low: number, high: number])[],
  color?: Vec3,
): void {
  b.loft(
    stations.map(([x, half, low, high]) =>
      Array.from(
        { length: 16 },
        (_, j): Vec3 => [x, half * cos((j / 16) * TAU), (low + high) / 2 + ((high - low) / 2) * sin((j / 16) * TAU)],
      ),
    ),
    { caps: true, ...(color === undefined ? {} : { color }) },
  );
}
function shell() {
  const b = createMeshBuilder();
  ellipse(b, [
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
function propeller() {
  const b = createMeshBuilder();
  for (const way of [1, -1]) {
    const rows = [0.012, 0.04, 0.09, PROPELLER].map((r, i): Vec3[] => {
      const chord = [0.008, 0.013, 0.011, 0.004][i] as number;
      const twist = [0.006, 0.005, 0.003, 0.001][i] as number;
      return [
        [way * r, way * chord, twist],
        [way * r, 0, twist * 0.5 + 0.0022],
        [way * r, -way * chord, -twist],
        [way * r, 0, -0.0012],
      ];
    });
    b.loft(rows, { caps: true });
  }
  b.tube(
    [
      [0, 0, -0.004],
      [0, 0, 0.008],
    ],
    [0.009, 0.006],
    8,
  );
  return b.build(0.2);
}
function crate() {
  const b = createMeshBuilder();
  b.box([-0.01, 0, -0.082], [0.17, 0.14, 0.1]);
  return b.build();
}

export const quadrotor = simpleAsset(
  { name: 'quadrotor', class: 'drone', title: 'Quadrotor', source: 'PX4 iris (science.md 4.2)', gait: 'fly', centred: true },
  (look): SimplePart[] => {
    const random = randomRoot(look.seed).child('quadrotor');
    const cargo = look.traits.cargo === 'yes';
    const lamp = (id: string, color: Vec3): Material => ({
      ...plastic(id, color),
      emission: { color, luminanceCdPerM2: 2000, lamp: 'always' },
    });
    const led = (x: number, y: number) => {
      const b = createMeshBuilder();
      b.box([x, y, 0.018], [0.014, 0.014, 0.008]);
      return b.build();
    };
    return [
      { name: 'shell', mesh: shell(), material: plastic('shell', random.child('shell').pick(SHELLS)) },
      { name: 'dark', mesh: dark(cargo), material: plastic('dark', [0.015, 0.015, 0.016], 0.5) },
      { name: 'green lamp', mesh: led(ARM, -ARM), material: lamp('green', [0.02, 0.9, 0.1]) },
      { name: 'red lamp', mesh: led(ARM, ARM), material: lamp('red', [1, 0.03, 0.02]) },
      ...(cargo ? [{ name: 'crate', mesh: crate(), material: plastic('cardboard', [0.3, 0.2, 0.11], 0.9) }] : []),
      ...ROTORS.map(
        (at, i): SimplePart => ({
          name: `rotor ${i}`,
          mesh: propeller(),
          material: plastic('propeller', [0.02, 0.02, 0.022], 0.4),
          move: ({ channels }) => spinPose(at, (channels[`rotor${i}`] ?? 0) + (i < 2 ? 0 : TAU / 4)),
        }),
      ),
    ];
  },
);
