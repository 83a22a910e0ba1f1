/**
 * A shape that belongs nowhere and to no class (flying distractors: Tremblay et al. 2018, arXiv 1804.06516). Traits: `size`, its greatest extent
 * in m, and `shape`: ball, cone, drum, ring, star, stack; both by seed when missing. Origin at the middle of its box.
 */
import type { Material, Mesh } from '#contracts/model';
import type { Look } from '#contracts/scene';
import { colorOf } from '#core/color';
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';
import { createMeshBuilder } from '../mesh/builder.js';
import { type SimplePart, simpleAsset } from '../mesh/simple.js';

const SIDES = 24;
const TEXTURES = ['none', 'none', 'cloth', 'plaster', 'brick', 'cladding', 'metal'] as const;

/** A closed outline of that radius round the z axis. */
function round(radius: number, z: number, of: (angle: number) => number = () => 1, sides = SIDES): Vec3[] {
  return Array.from({ length: sides }, (_, i): Vec3 => {
    const angle = (i / sides) * TAU;
    return [radius * of(angle) * cos(angle), radius * of(angle) * sin(angle), z];
  });
}

/** Turned from outlines, bottom to top. */
function turned(outlines: readonly Vec3[][], crease: number): Mesh {
  const b = createMeshBuilder();
  b.loft(outlines, { caps: true });
  return b.build(crease);
}

/** @param k greatest extent, m */
const SHAPES: Readonly<Record<string, (k: number, random: RandomStream) => Mesh>> = {
  ball: (k) =>
    turned(
      Array.from({ length: 13 }, (_, i) => {
        const angle = ((i + 0.25) / 12.5) * (TAU / 2);
        return round((k / 2) * sin(angle), (-k / 2) * cos(angle));
      }),
      0.9,
    ),
  cone: (k, random) => {
    const width = random.between(0.4, 0.9) * k;
    return turned(
      [0, 0.35, 0.7, 1].map((t) => round((width / 2) * (1 - 0.98 * t), (t - 0.5) * k)),
      0.4,
    );
  },
  drum: (k, random) => {
    const width = random.between(0.35, 1) * k;
    return turned(
      [-0.5, -0.2, 0.2, 0.5].map((z) => round(width / 2, z * k * 0.9)),
      0.4,
    );
  },
  ring: (k, random) => {
    const thick = random.between(0.08, 0.16) * k;
    const b = createMeshBuilder();
    const rows = Array.from({ length: SIDES + 1 }, (_, i): Vec3[] => {
      const angle = (i / SIDES) * TAU;
      return Array.from({ length: 10 }, (_none, j): Vec3 => {
        const across = -(j / 10) * TAU;
        const r = k / 2 - thick + thick * cos(across);
        return [r * cos(angle), r * sin(angle), thick * sin(across)];
      });
    });
    b.loft(rows);
    return b.build(0.9);
  },
  star: (k, random) => {
    const points = 4 + random.index(4);
    const spikes = (angle: number): number => 0.68 + 0.32 * cos(points * angle);
    return turned(
      [-0.12, -0.04, 0.04, 0.12].map((z) => round(k / 2, z * k, spikes, 12 * points)),
      0.3,
    );
  },
  stack: (k, random) => {
    const b = createMeshBuilder();
    for (let i = 0; i < 9; i++) {
      const width = random.between(0.3, 0.95) * k * 0.7;
      b.box([0, 0, ((i + 0.5) / 9 - 0.5) * k], [width, random.between(0.3, 0.95) * k * 0.7, k / 9]);
    }
    return b.build(0.2);
  },
};

function partsOf(look: Look): SimplePart[] {
  const random = randomRoot(look.seed).child('distractor');
  const stated = String(look.traits.shape ?? '');
  const shape = Object.hasOwn(SHAPES, stated) ? stated : random.child('shape').pick(Object.keys(SHAPES));
  const size = typeof look.traits.size === 'number' ? look.traits.size : random.child('size').between(0.2, 1.2);
  const make = SHAPES[shape] as (typeof SHAPES)[string];
  return [{ name: shape, mesh: make(size, random.child('form')), material: surfaceOf(random.child('surface')) }];
}

function surfaceOf(random: RandomStream): Material {
  const lightness = random.between(0.3, 0.9);
  return {
    id: 'distractor',
    baseColor: colorOf({ lightness, chroma: random.between(0, 0.16), hue: random.between(0, TAU) }),
    roughness: random.between(0.3, 0.95),
    metalness: random.chance(0.2) ? random.between(0.3, 0.9) : 0,
    texture: random.pick(TEXTURES),
  };
}

export const distractor = simpleAsset(
  { name: 'distractor', class: 'unlabeled', title: 'Distractor', source: 'solids of geometry, no real thing', centred: true },
  partsOf,
);
