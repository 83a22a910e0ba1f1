/** What falls off vehicles. Trait `shape`: crate, tyre, ladder, mattress, metal-sheet. Origin at the middle of its box. */
import type { Material, Mesh } from '#contracts/model';
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { createMeshBuilder } from '../mesh/builder.js';
import { type SimplePart, simpleAsset } from '../mesh/simple.js';

const WOOD: Material = { id: 'wood', baseColor: [0.3, 0.2, 0.11], roughness: 0.85, metalness: 0, texture: 'bark' };
const RUBBER: Material = { id: 'rubber', baseColor: [0.016, 0.016, 0.017], roughness: 0.9, metalness: 0, texture: 'rubber' };
const ALUMINIUM: Material = {
  id: 'aluminium',
  baseColor: [0.55, 0.56, 0.57],
  roughness: 0.4,
  metalness: 0.9,
  texture: 'metal',
};
const ZINC: Material = { id: 'zinc', baseColor: [0.42, 0.43, 0.44], roughness: 0.45, metalness: 0.8, texture: 'metal' };
const TICKING: Material = { id: 'ticking', baseColor: [0.55, 0.52, 0.46], roughness: 0.95, metalness: 0, texture: 'cloth' };

/** 0.8 x 0.6 x 0.5 m, slatted. */
function crate(): Mesh {
  const b = createMeshBuilder();
  b.box([0, 0, 0], [0.74, 0.54, 0.44], [0.35, 0.33, 0.3]);
  for (const z of [-0.19, -0.06, 0.06, 0.19]) {
    for (const side of [1, -1]) {
      b.box([0, side * 0.285, z], [0.8, 0.03, 0.1]);
      b.box([side * 0.385, 0, z], [0.03, 0.54, 0.1]);
    }
  }
  for (const y of [-0.22, -0.07, 0.07, 0.22]) for (const z of [0.235, -0.235]) b.box([0, y, z], [0.78, 0.12, 0.03]);
  for (const x of [1, -1]) for (const y of [1, -1]) b.box([x * 0.37, y * 0.27, 0], [0.06, 0.06, 0.5]);
  return b.build();
}
/** 205/55 R16: 0.632 m across, 0.205 m wide, lying flat. */
function tyre(): Mesh {
  const b = createMeshBuilder();
  const section: readonly (readonly [number, number])[] = [
    [0.205, 0.07],
    [0.24, 0.1],
    [0.29, 0.1025],
    [0.314, 0.085],
    [0.316, 0],
    [0.314, -0.085],
    [0.29, -0.1025],
    [0.24, -0.1],
    [0.205, -0.07],
  ];
  const rows = Array.from({ length: 33 }, (_, i): Vec3[] => {
    const a = (i / 32) * TAU;
    return section.map(([r, z]): Vec3 => [r * cos(a), r * sin(a), z]);
  });
  b.loft(rows);
  return b.build(0.2);
}
/** 3 m with ten rungs. */
function ladder(): Mesh {
  const b = createMeshBuilder();
  for (const side of [1, -1]) b.box([0, side * 0.2, 0], [3, 0.025, 0.07]);
  for (let i = 0; i < 10; i++)
    b.tube(
      [
        [-1.35 + i * 0.3, -0.2, 0],
        [-1.35 + i * 0.3, 0.2, 0],
      ],
      [0.014, 0.014],
      6,
    );
  return b.build();
}
/** 2.0 x 0.9 x 0.2 m with soft edges. */
function mattress(): Mesh {
  const b = createMeshBuilder();
  const outline = (k: number, z: number): Vec3[] =>
    Array.from({ length: 28 }, (_, j): Vec3 => {
      const a = (j / 28) * TAU;
      const [c, s] = [cos(a), sin(a)];
      const edge = 1 / Math.max(Math.abs(c), Math.abs(s));
      const round = Math.min(edge, 1.28);
      return [c * round * k, s * round * 0.45 * k, z];
    });
  b.loft(
    [
      outline(0.94, -0.1),
      outline(0.985, -0.085),
      outline(1, -0.04),
      outline(1, 0.04),
      outline(0.985, 0.085),
      outline(0.94, 0.1),
    ],
    { caps: true },
  );
  return b.build(0.3);
}

/** 2.0 x 1.0 m, corrugated (76 mm pitch, 18 mm deep, as roofing sheet BS 5427) and bent up at one corner. */
function metalSheet(): Mesh {
  const b = createMeshBuilder();
  const across = Array.from({ length: 53 }, (_, j) => j / 52 - 0.5);
  const bend = (x: number, y: number): number => {
    const corner = Math.max(0, x + 1.6 * y - 0.9);
    return 0.18 * corner * corner;
  };
  const wave = (y: number): number => 0.009 * cos((y / 0.076) * TAU);
  const line = (x: number, up: number): Vec3[] => across.map((y): Vec3 => [x, y, wave(y) + bend(x, y) + up]);
  const sections = [-1, -0.5, 0, 0.25, 0.5, 0.75, 1].map((x) => [...line(x, -0.0005), ...line(x, 0.0005).reverse()]);
  b.loft(sections, { caps: false });
  return b.build(0.3);
}

const SHAPES: Readonly<Record<string, readonly [() => Mesh, Material]>> = {
  crate: [crate, WOOD],
  tyre: [tyre, RUBBER],
  ladder: [ladder, ALUMINIUM],
  mattress: [mattress, TICKING],
  'metal-sheet': [metalSheet, ZINC],
};

export const lostLoad = simpleAsset(
  { name: 'lost-load', class: 'lost-load', title: 'Lost load', source: 'common sizes', centred: true },
  (look): SimplePart[] => {
    const [make, material] = SHAPES[String(look.traits.shape ?? 'crate')] ?? (SHAPES.crate as (typeof SHAPES)[string]);
    return [{ name: 'load', mesh: make(), material }];
  },
);
