/** Skin and cabin with their materials, and what is screwed on: plates, grille bars, mirrors, handles, rails. */
import type { Mesh } from '#contracts/model';
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { createMeshBuilder, type MeshBuilder } from '../mesh/builder.js';
import { createPanelBuilder, mirrored } from '../mesh/panels.js';
import { buildCabin } from './cabin.js';
import type { BodyDesign } from './design.js';
import { buildSkin, ROWS, type Skin, type Station } from './skin.js';

export interface TaggedMesh {
  readonly name: string;
  readonly tag: string;
  readonly mesh: Mesh;
}

export function buildBodywork(d: BodyDesign): readonly TaggedMesh[] {
  const { shell, skin } = buildShell(d);
  return [...shell, ...fittings(d, skin)];
}

/** Skin and cabin alone. */
export function buildShell(d: BodyDesign): { readonly shell: readonly TaggedMesh[]; readonly skin: Skin } {
  const { grille, intake, headlamp, tailLamp } = d.face;
  const skin = buildSkin(
    d,
    fractions([0.16, 0.3, grille.half, intake.half, headlamp.inner, headlamp.outer]),
    fractions([0.16, 0.3, tailLamp.inner, tailLamp.outer]),
  );
  const panels = createPanelBuilder();
  const cabin = buildCabin(d);
  const skinTop = (skin.columns[0] as readonly Vec3[]).length - 1;
  const cabinTop = (cabin.columns[0] as Vec3[]).length - 1;
  panels.grid(mirrored(skin.columns), (i, j) => skinTag(d, skin, i, j < skinTop ? j : 2 * skinTop - 1 - j));
  panels.grid(mirrored(cabin.columns), (i, j) => cabin.tagOf(i, j < cabinTop ? j : 2 * cabinTop - 1 - j));
  return { skin, shell: panels.build(0.62).map(({ tag, mesh }) => ({ name: `body-${tag}`, tag, mesh })) };
}

/** Shares of the half width where nose or tail need a column: even steps, then closer round the corner. */
function fractions(edges: readonly number[]): number[] {
  const own = edges.filter((f) => f > 0 && f < 0.99);
  const filler = [0, 0.45, 0.6, 0.72, 0.82, 0.9, 0.96, 0.99, 0.998].filter((f) => own.every((e) => Math.abs(e - f) > 0.02));
  return [...new Set([...own, ...filler])].sort((a, b) => a - b);
}

function skinTag(d: BodyDesign, skin: Skin, i: number, j: number): string {
  const s = skin.stations[i] as Station;
  const next = skin.stations[i + 1] as Station;
  if (j < skin.lipRow) return 'under';
  const row = j - skin.lipRow;
  const lastBand = ROWS.length - 2;
  if (row > lastBand) return row === lastBand + 3 && s.end !== 'tail' && s.x < d.length / 2 - 0.1 ? 'seam' : 'paint';
  const [low, high] = [ROWS[row] as number, ROWS[row + 1] as number];
  const within = (a: number, b: number): boolean => low >= a - 1e-9 && high <= b + 1e-9;
  const between = (inner: number, outer: number): boolean => {
    const [a, b] = [Math.min(s.fraction, next.fraction), Math.max(s.fraction, next.fraction)];
    return a >= inner - 1e-9 && b <= outer + 1e-9;
  };
  const { grille, intake, headlamp, tailLamp } = d.face;
  if (s.end === 'nose' && next.end === 'nose') {
    if (between(0, grille.half) && within(grille.from, grille.to)) return 'trim';
    if (between(0, intake.half) && within(intake.from, intake.to)) return 'trim';
    if (between(headlamp.inner, headlamp.outer) && within(headlamp.from, headlamp.to)) return lampTag(s, headlamp, high);
  }
  if (s.end === 'tail' && next.end === 'tail') {
    const { inner, outer, from, to } = tailLamp;
    if (between(inner, outer) && within(from, to)) return high > (from + to) / 2 + 0.04 ? 'tail' : 'brake';
    if (between(0, 0.6) && within(0, 0.2)) return 'trim';
  }
  if (s.seam && row > 0) return 'seam';
  if (row === 0) return 'trim';
  if (d.cladding && (row === 1 || (row === 2 && s.end !== 'flank'))) return 'trim';
  return 'paint';
}

/** The lamp itself, in a dark housing that shows above it and at its outer end. */
function lampTag(s: Station, lamp: BodyDesign['face']['headlamp'], high: number): string {
  const along = (s.fraction - lamp.inner) / (lamp.outer - lamp.inner);
  return along > 0.82 || high > lamp.to - 1e-9 ? 'lens' : 'head';
}

function fittings(d: BodyDesign, skin: Skin): readonly TaggedMesh[] {
  const parts: TaggedMesh[] = [];
  const add = (name: string, tag: string, draw: (builder: MeshBuilder) => void): void => {
    const builder = createMeshBuilder();
    draw(builder);
    parts.push({ name, tag, mesh: builder.build() });
  };
  const { grille, frontPlate, rearPlate } = d.face;
  if (grille.bars > 0) add('grille-bars', 'chrome', (b) => grilleBars(d, skin, b));
  const front = skin.nose(0.1, frontPlate);
  const rear = skin.tail(0.1, rearPlate);
  add('plates', 'plate', (b) => {
    b.box([front[0] - 0.001, 0, front[2]], [0.016, 0.52, 0.11]);
    b.box([rear[0] + 0.001, 0, rear[2]], [0.016, 0.52, 0.11]);
  });
  add('plate-text', 'ink', (b) => {
    for (const [x, z] of [
      [front[0] + 0.0075, front[2]],
      [rear[0] - 0.0075, rear[2]],
    ] as const) {
      for (const y of [-0.19, -0.13, -0.07, 0.03, 0.09, 0.15, 0.2]) b.box([x, y, z], [0.003, 0.032, 0.07]);
    }
  });
  add('reflectors', 'tail', (b) => {
    for (const side of [1, -1]) {
      const p = skin.tail(0.72, 0.28);
      b.box([p[0] + 0.008, side * p[1], p[2]], [0.02, 0.16, 0.03]);
    }
  });
  add('mirrors', 'paint', (b) => mirrors(d, skin, b));
  add('handles', 'paint', (b) => {
    for (const x of d.handles) {
      for (const side of [1, -1]) {
        const p = skin.flank(x - 0.09, 0.86);
        b.box([p[0], side * (p[1] + 0.004), p[2]], [0.19, 0.024, 0.028]);
      }
    }
  });
  if (d.roofRails) add('roof-rails', 'steel', (b) => rails(d, b));
  return parts;
}

export function grilleBars(d: BodyDesign, skin: Skin, builder: MeshBuilder): void {
  const { grille } = d.face;
  for (let k = 0; k < grille.bars; k++) {
    const share = grille.from + ((grille.to - grille.from) * (k + 0.5)) / grille.bars;
    const path = [-0.98, -0.6, -0.25, 0.25, 0.6, 0.98].map((f): Vec3 => {
      const p = skin.nose(Math.abs(f) * grille.half, share);
      return [p[0] - 0.006, f < 0 ? -p[1] : p[1], p[2]];
    });
    builder.tube(
      path,
      path.map(() => 0.007),
      5,
    );
  }
}

/** Egg-shaped housings beside the windscreen's feet, on short arms. */
function mirrors(d: BodyDesign, skin: Skin, builder: MeshBuilder): void {
  const x = d.cabin.windscreen.baseCorner - 0.12;
  const foot = skin.flank(x, 1);
  for (const side of [1, -1]) {
    const centre: Vec3 = [x, side * (foot[1] + 0.115), foot[2] + 0.13];
    const ring = (along: number, size: number): Vec3[] =>
      Array.from({ length: 10 }, (_, k) => {
        const a = (k / 10) * TAU;
        const [c, s] = [cos(a), sin(a)];
        const [squareC, squareS] = [c * (1.25 - 0.25 * c * c), s * (1.25 - 0.25 * s * s)];
        return [centre[0] + along, centre[1] + 0.105 * size * squareC, centre[2] + 0.07 * size * squareS];
      });
    const rings = [ring(-0.05, 0.96), ring(-0.03, 1), ring(0.03, 0.92), ring(0.075, 0.66), ring(0.095, 0.3)];
    builder.loft(rings, { caps: true });
    builder.tube(
      [
        [x + 0.02, side * (foot[1] - 0.05), foot[2] + 0.05],
        [x, side * (foot[1] + 0.06), foot[2] + 0.09],
      ],
      [0.03, 0.025],
      6,
    );
  }
}

function rails(d: BodyDesign, builder: MeshBuilder): void {
  const { windscreen, backlight, roofWidth } = d.cabin;
  const [front, rear] = [windscreen.topCorner - 0.12, backlight.topCorner + 0.05];
  for (const side of [1, -1]) {
    const y = side * (d.width / 2) * (Math.min(...roofWidth) - 0.02);
    const z = d.height - 0.026;
    const path: Vec3[] = [
      [front + 0.06, y, z - 0.09],
      [front - 0.04, y, z - 0.005],
      [(front + rear) / 2, y, z],
      [rear + 0.04, y, z - 0.005],
      [rear - 0.06, y, z - 0.09],
    ];
    builder.tube(
      path,
      path.map(() => 0.016),
      6,
    );
  }
}
