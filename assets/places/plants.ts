/** Trees, bushes and grass as real triangles: trunks and boughs with leaf cards. Unit height, unit spread; instanced by scale. */
import type { Material, Mesh } from '#contracts/model';
import { cos, PI, sin, TAU } from '#core/math';
import { normalize, type Vec3 } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';
import { createMeshBuilder } from '../mesh/builder.js';

export interface PlantPart {
  readonly mesh: Mesh;
  readonly material: Material;
}

const BARK: Material = { id: 'bark', baseColor: [1, 1, 1], roughness: 0.95, metalness: 0, texture: 'bark' };
const LEAVES: Material = { id: 'leaves', baseColor: [1, 1, 1], roughness: 0.9, metalness: 0, texture: 'leaves' };
const GRASS: Material = { id: 'blades', baseColor: [1, 1, 1], roughness: 0.95, metalness: 0, texture: 'leaves' };

/** Leaf cards: rhombic pairs of triangles whose normals point out of the crown, so that light falls on it as on a round thing. */
class Foliage {
  readonly #positions: number[] = [];
  readonly #normals: number[] = [];
  readonly #colors: number[] = [];
  readonly #uvs: number[] = [];
  readonly #indices: number[] = [];

  card(at: Vec3, size: number, out: Vec3, color: Vec3, random: RandomStream): void {
    const turn = random.between(0, TAU);
    const tilt = random.between(-0.9, 0.9);
    const u: Vec3 = [cos(turn) * cos(tilt), sin(turn) * cos(tilt), sin(tilt)];
    const spin = random.between(0, TAU);
    const v = normalize([
      -sin(turn) * cos(spin) - cos(turn) * sin(tilt) * sin(spin),
      cos(turn) * cos(spin) - sin(turn) * sin(tilt) * sin(spin),
      cos(tilt) * sin(spin),
    ]);
    const long = size * random.between(0.8, 1.3);
    const wide = size * random.between(0.45, 0.75);
    const corners = [
      [u, long],
      [v, wide],
      [u, -long],
      [v, -wide],
    ] as const;
    const base = this.#positions.length / 3;
    for (const [axis, k] of corners) {
      this.#positions.push(at[0] + axis[0] * k, at[1] + axis[1] * k, at[2] + axis[2] * k);
      this.#normals.push(...out);
      this.#colors.push(...color);
      this.#uvs.push(axis[0] * k * 9, axis[2] * k * 9);
    }
    this.#indices.push(base, base + 1, base + 2, base, base + 2, base + 3);
  }

  build(): Mesh {
    return {
      positions: new Float32Array(this.#positions),
      normals: new Float32Array(this.#normals),
      colors: new Float32Array(this.#colors),
      uvs: new Float32Array(this.#uvs),
      indices: new Uint32Array(this.#indices),
    };
  }
}

const GREENS: readonly Vec3[] = [
  [0.045, 0.075, 0.022],
  [0.06, 0.085, 0.025],
  [0.035, 0.06, 0.02],
  [0.1, 0.085, 0.025],
  [0.13, 0.075, 0.025],
];

/** Trees with more leaf cards than this have boughs to be seen. */
const NEAR_CARDS = 200;

export function tree(variant: number, cards: number): PlantPart[] {
  const random = randomRoot('tree').child(variant);
  const near = cards > NEAR_CARDS;
  const green = GREENS[variant % GREENS.length] as Vec3;
  const wood = createMeshBuilder();
  const bark: Vec3 = [0.09, 0.07, 0.052];
  const bend = random.between(-0.04, 0.04);
  wood.tube(
    [
      [0, 0, 0],
      [bend * 0.4, 0.01, 0.2],
      [bend, 0.0, 0.5],
      [bend * 1.2, 0.01, 0.82],
    ],
    [0.05, 0.036, 0.024, 0.007],
    near ? 6 : 4,
    { caps: false, color: bark },
  );
  const foliage = new Foliage();
  const boughs = near ? 9 : 5;
  const tips: Vec3[] = [[bend, 0, 0.85]];
  for (let i = 0; i < boughs; i++) {
    const own = random.child('bough').child(i);
    const from: Vec3 = [bend * 0.8, 0, own.between(0.28, 0.62)];
    const angle = (i / boughs) * TAU + own.between(-0.4, 0.4);
    const reach = own.between(0.28, 0.46);
    const tip: Vec3 = [from[0] + cos(angle) * reach, sin(angle) * reach, from[2] + own.between(0.12, 0.34)];
    if (near)
      wood.tube(
        [from, [(from[0] + tip[0]) / 2, (from[1] + tip[1]) / 2, from[2] + (tip[2] - from[2]) * 0.35], tip],
        [0.018, 0.012, 0.003],
        4,
        { caps: false, color: bark },
      );
    tips.push(tip);
  }
  for (let i = 0; i < cards; i++) {
    const own = random.child('leaf').child(i);
    const hub = tips[i % tips.length] as Vec3;
    const direction = normalize([own.normal(), own.normal(), own.normal() * 0.8 + 0.1]);
    const spread = 0.19 * Math.sqrt(own.uniform());
    const at: Vec3 = [
      hub[0] + direction[0] * spread,
      hub[1] + direction[1] * spread,
      Math.min(0.99, hub[2] + direction[2] * spread * 0.75),
    ];
    const out = normalize([at[0] - bend, at[1], (at[2] - 0.52) * 1.1 + 0.25]);
    // Deep inside and low down the crown is darker.
    const light = 0.5 + 0.55 * Math.min(1, Math.max(0, (at[2] - 0.25) / 0.7)) * own.between(0.75, 1.2);
    foliage.card(at, near ? 0.04 : 0.09, out, [green[0] * light, green[1] * light, green[2] * light], own);
  }
  return [
    { mesh: wood.build(0), material: BARK },
    { mesh: foliage.build(), material: LEAVES },
  ];
}

export function conifer(variant: number, layers: number, fronds: number): PlantPart[] {
  const random = randomRoot('conifer').child(variant);
  const wood = createMeshBuilder();
  wood.tube(
    [
      [0, 0, 0],
      [0, 0, 0.95],
    ],
    [0.032, 0.004],
    5,
    { caps: false, color: [0.075, 0.055, 0.04] },
  );
  const foliage = new Foliage();
  const tone = random.between(0.8, 1.2);
  for (let l = 0; l < layers; l++) {
    const t = l / (layers - 1);
    const z = 0.14 + 0.84 * t;
    const reach = (0.46 * (1 - t) + 0.03) * random.child('layer').child(l).between(0.88, 1.1);
    for (let f = 0; f < fronds; f++) {
      const own = random.child(l).child(f);
      const angle = ((f + own.uniform()) / fronds) * TAU;
      const droop = 0.13 * (1 - t) + 0.05;
      for (const along of fronds > 6 ? [0.45, 0.85] : [0.65]) {
        const at: Vec3 = [cos(angle) * reach * along, sin(angle) * reach * along, z - droop * along];
        const light = (0.55 + 0.45 * along) * own.between(0.8, 1.2) * tone;
        foliage.card(
          at,
          reach * (fronds > 6 ? 0.14 : 0.34) + 0.008,
          normalize([cos(angle), sin(angle), 0.55]),
          [0.022 * light, 0.04 * light, 0.02 * light],
          own,
        );
      }
    }
  }
  return [
    { mesh: wood.build(0), material: BARK },
    { mesh: foliage.build(), material: LEAVES },
  ];
}

export function bush(variant: number): PlantPart[] {
  const random = randomRoot('bush').child(variant);
  const foliage = new Foliage();
  const green = GREENS[(variant + 1) % GREENS.length] as Vec3;
  for (let i = 0; i < 110; i++) {
    const own = random.child(i);
    const angle = own.between(0, TAU);
    const up = own.between(0.08, PI / 2);
    const r = 0.46 * Math.sqrt(own.between(0.2, 1));
    const out: Vec3 = [cos(angle) * cos(up), sin(angle) * cos(up), sin(up)];
    const light = own.between(0.6, 1.15) * (0.6 + 0.5 * sin(up));
    foliage.card(
      [out[0] * r, out[1] * r, 0.06 + out[2] * r * 1.9],
      0.1,
      normalize([out[0], out[1], out[2] + 0.3]),
      [green[0] * light, green[1] * light, green[2] * light],
      own,
    );
  }
  return [{ mesh: foliage.build(), material: LEAVES }];
}

export function grassTuft(variant: number): PlantPart[] {
  const random = randomRoot('grass').child(variant);
  const builder = createMeshBuilder();
  for (let i = 0; i < 12; i++) {
    const own = random.child(i);
    const angle = own.between(0, TAU);
    const root = own.between(0, 0.3);
    const lean = own.between(0.05, 0.35);
    const [c, s] = [cos(angle), sin(angle)];
    const tone = own.between(0.7, 1.25);
    const color: Vec3 = [0.13 * tone, 0.15 * tone, 0.05 * tone];
    const width = 0.028;
    const base = builder.vertex(
      [c * root - s * width, s * root + c * width, 0],
      [0, 0],
      [color[0] * 0.8, color[1] * 0.8, color[2] * 0.8],
    );
    const other = builder.vertex(
      [c * root + s * width, s * root - c * width, 0],
      [0.1, 0],
      [color[0] * 0.8, color[1] * 0.8, color[2] * 0.8],
    );
    const tip = builder.vertex([c * (root + lean), s * (root + lean), own.between(0.4, 1)], [0.05, 0.5], color);
    builder.triangle(base, other, tip);
  }
  const mesh = builder.build(-1);
  // Blades are lit like the ground they stand on.
  const normals = new Float32Array(mesh.normals.length);
  for (let i = 2; i < normals.length; i += 3) normals[i] = 1;
  return [{ mesh: { ...mesh, normals }, material: GRASS }];
}
