/**
 * Delivery hexarotor near DJI's Matrice 600: 1.13 m between opposite motors, 21-inch propellers, about 0.75 m high, 10 to 15 kg (the maker's
 * figures). Origin at the middle of its box. Rotors turn by the channels rotor0..5, from front right round to the left, every second one the
 * other way. Traits: `load` parcel | camera | none.
 */
import { cos, PI, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { createMeshBuilder } from '../mesh/builder.js';
import { spinPose } from '../mesh/rigid.js';
import { type SimplePart, simpleAsset } from '../mesh/simple.js';
import { DARK, GREEN, gimbal, hull, lamp, motor, PROPELLER_PLASTIC, plastic, propeller, RED, WHITE } from './parts.js';

const RADIUS = 0.5665;
const PROPELLER = 0.267;
const ARM_HEIGHT = 0.03;
const ROTORS: readonly Vec3[] = Array.from({ length: 6 }, (_, i): Vec3 => {
  const angle = -PI / 6 + (i * TAU) / 6;
  return [RADIUS * cos(angle), RADIUS * sin(angle), 0.11];
});
const SHELLS: readonly Vec3[] = [
  [0.05, 0.05, 0.055],
  [0.55, 0.55, 0.55],
  [0.5, 0.3, 0.02],
  [0.03, 0.14, 0.3],
];
/** Of the legs' feet below the arms, m. */
const GROUND = -0.46;

function frame() {
  const b = createMeshBuilder();
  for (const [x, y] of ROTORS)
    b.tube(
      [
        [x * 0.2, y * 0.2, ARM_HEIGHT],
        [x, y, ARM_HEIGHT + 0.012],
      ],
      [0.0165, 0.0125],
      10,
    );
  for (const rotor of ROTORS) motor(b, rotor, 0.02, 0.1, 0.03);
  // Landing gear: two legs that splay, each on a skid.
  for (const side of [1, -1]) {
    b.tube(
      [
        [0, side * 0.09, 0],
        [0, side * 0.3, GROUND + 0.015],
      ],
      [0.014, 0.012],
      8,
    );
    b.tube(
      [
        [-0.24, side * 0.3, GROUND + 0.012],
        [0.24, side * 0.3, GROUND + 0.012],
      ],
      [0.012, 0.012],
      8,
    );
  }
  for (const side of [1, -1])
    b.tube(
      [
        [-0.13, side * 0.06, -0.07],
        [0.2, side * 0.06, -0.07],
      ],
      [0.007, 0.007],
      6,
    );
  return b.build(0.2);
}

function shell() {
  const b = createMeshBuilder();
  hull(
    b,
    [
      [-0.19, 0.06, -0.02, 0.06],
      [-0.16, 0.12, -0.05, 0.095],
      [-0.05, 0.165, -0.055, 0.12],
      [0.08, 0.16, -0.055, 0.115],
      [0.16, 0.11, -0.045, 0.09],
      [0.19, 0.06, -0.015, 0.055],
    ],
    { square: 0.4 },
  );
  // Receivers of satellite navigation on stalks.
  for (const angle of [0, 1, 2].map((k) => PI + (k * TAU) / 3)) {
    const [x, y] = [0.1 * cos(angle), 0.1 * sin(angle)];
    b.tube(
      [
        [x, y, 0.09],
        [x, y, 0.2],
      ],
      [0.006, 0.006],
      6,
    );
    b.tube(
      [
        [x, y, 0.195],
        [x, y, 0.215],
      ],
      [0.032, 0.028],
      10,
    );
  }
  return b.build(0.25);
}

function parcel(): SimplePart[] {
  const box = createMeshBuilder();
  box.box([0.02, 0, -0.2], [0.36, 0.3, 0.24]);
  const tape = createMeshBuilder();
  tape.box([0.02, 0, -0.2], [0.363, 0.05, 0.243]);
  const clamp = createMeshBuilder();
  for (const x of [-0.1, 0.14]) clamp.box([x, 0, -0.075], [0.03, 0.18, 0.022]);
  return [
    { name: 'parcel', mesh: box.build(), material: plastic('cardboard', [0.3, 0.2, 0.11], 0.9) },
    { name: 'tape', mesh: tape.build(), material: plastic('tape', [0.42, 0.31, 0.19], 0.35) },
    { name: 'clamp', mesh: clamp.build(), material: DARK },
  ];
}
function camera(): SimplePart[] {
  const b = createMeshBuilder();
  gimbal(b, [0.06, 0, -0.19], 0.13);
  b.tube(
    [
      [0.06, 0, -0.1],
      [0.06, 0, -0.05],
    ],
    [0.03, 0.035],
    10,
  );
  return [{ name: 'camera', mesh: b.build(0.2), material: DARK }];
}

export const hexarotor = simpleAsset(
  {
    name: 'hexarotor',
    class: 'drone',
    title: 'Hexarotor',
    source: "near DJI's Matrice 600 (the maker's figures)",
    gait: 'fly',
    centred: true,
  },
  (look): SimplePart[] => {
    const random = randomRoot(look.seed).child('hexarotor');
    const asked = look.traits.load;
    const load = typeof asked === 'string' ? asked : random.child('load').pick(['parcel', 'parcel', 'camera', 'none']);
    const [right, left, back] = [ROTORS[0], ROTORS[1], ROTORS[3]] as readonly [Vec3, Vec3, Vec3];
    const under = ([x, y]: Vec3): Vec3 => [x * 0.93, y * 0.93, 0.016];
    return [
      { name: 'shell', mesh: shell(), material: plastic('shell', random.child('shell').pick(SHELLS)) },
      { name: 'frame', mesh: frame(), material: plastic('carbon', [0.02, 0.02, 0.022], 0.35) },
      lamp('green', GREEN, under(right), 0.026),
      lamp('red', RED, under(left), 0.026),
      lamp('white', WHITE, under(back), 0.026),
      ...(load === 'parcel' ? parcel() : load === 'camera' ? camera() : []),
      ...ROTORS.map(
        (at, i): SimplePart => ({
          name: `rotor ${i}`,
          mesh: propeller(PROPELLER),
          material: PROPELLER_PLASTIC,
          move: ({ channels }) => spinPose(at, (channels[`rotor${i}`] ?? 0) + i * 0.7),
        }),
      ),
    ];
  },
);
