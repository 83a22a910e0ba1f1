/** Day cab over the engine, from the same skin and greenhouse as the cars. */
import type { Vec3 } from '#core/pose';
import { createMeshBuilder, type MeshBuilder } from '../../mesh/builder.js';
import type { BodyDesign } from '../body/design.js';
import { createDraft, type Draft, type TaggedMesh } from '../body/draft.js';
import type { Fineness } from '../body/fineness.js';
import { mirrorsOf } from '../body/fittings.js';
import { drawInside, type Inside } from '../body/inside.js';
import { drawLamps } from '../body/lamps.js';
import { buildShell, type Shell } from '../body/shell.js';
import { drawTrim } from '../body/trim.js';

export const CAB_LENGTH = 2;
/** From the cab's front to the front axle. */
export const FRONT_OVERHANG = 1.3;

/** Origin on the ground below the cab's middle. */
export function cabDesign(width: number, height: number, wheelRadius: number): BodyDesign {
  const waist = 0.58 * height;
  return {
    length: CAB_LENGTH,
    width,
    height,
    frontAxle: CAB_LENGTH / 2 - FRONT_OVERHANG,
    rearAxle: -20,
    wheelRadius,
    tyreWidth: 0.29,
    rimRadius: 0.29,
    archRadius: wheelRadius + 0.08,
    sill: [
      [-1, 0.52],
      [0.2, 0.5],
      [0.6, 0.36],
      [1, 0.34],
    ],
    belt: [
      [-1, waist + 0.04],
      [0.4, waist + 0.01],
      [1, waist - 0.03],
    ],
    crown: [[0, 0.03]],
    shoulderRadius: 0.03,
    plan: [
      [-1, 1],
      [0.5, 1],
      [1, 0.97],
    ],
    side: [
      [0, 0.975],
      [0.1, 0.995],
      [0.5, 1],
      [0.7, 1],
      [1, 0.985],
    ],
    nose: [
      [0, 0.1],
      [0.07, 0.02],
      [0.2, 0],
      [0.38, 0],
      [0.46, 0.02],
      [0.8, 0.03],
      [1, 0.05],
    ],
    tail: [[0, 0]],
    noseCorner: 0.38,
    noseExponent: 3,
    tailCorner: 0.1,
    tailExponent: 4,
    cabin: {
      windscreen: { base: 0.93, baseCorner: 0.7, top: 0.76, topCorner: 0.56 },
      backlight: { base: -0.97, baseCorner: -0.94, top: -0.95, topCorner: -0.92 },
      waist: [0.975, 0.975],
      roofWidth: [0.87, 0.88],
      roofEdge: [
        [-0.95, height - 0.24],
        [0.2, height - 0.22],
        [0.76, height - 0.27],
      ],
      roofCrown: 0.06,
      roofRadius: 0.17,
      sides: [
        { to: 0.07, kind: 'body' },
        { to: 0.62, kind: 'glass' },
        { to: 1, kind: 'body' },
      ],
      backGlass: false,
      backGlassFrom: 1,
    },
    face: {
      grille: { half: 0.55, from: 0.46, to: 0.8, bars: 5 },
      intake: { half: 0.45, from: 0.07, to: 0.2 },
      headlamp: { inner: 0.58, outer: 0.97, from: 0.2, to: 0.4, style: 'swept', rise: 0.05, wrap: 0.06 },
      tailLamp: { inner: 2, outer: 3, from: 0, to: 1, style: 'band', wrap: 0 },
      frontPlate: 0.29,
      rearPlate: 0.5,
      bumperLine: 0.4,
    },
    doors: [0.5, -0.6],
    handles: [-0.42],
    cladding: true,
    roofRails: false,
    twinDoors: false,
  };
}

/** Cab moved so that its middle stands at `x`. */
export function buildCab(d: BodyDesign, x: number, fineness: Fineness, inside: Inside): readonly TaggedMesh[] {
  const shell = buildShell(d, fineness);
  const draft = createDraft();
  for (const { tag, mesh } of shell.meshes) draft.take(tag, mesh);
  drawTrim(shell, draft);
  drawLamps(shell, draft);
  if (fineness.name !== 'far') drawInside(shell, draft, inside);
  const plate = shell.skin.nose(0, d.face.frontPlate);
  draft.on('plate').box([plate[0] - 0.002, 0, plate[2]], [0.016, 0.52, 0.11]);
  steps(shell, draft);
  const tall = d.height > 2.6;
  if (tall) visor(d, draft.on('trim'));
  return [...draft.build(), ...(tall ? barMirrors(shell) : mirrorsOf(shell))].map(({ name, tag, mesh }) => ({
    name: name.startsWith('mirror') ? name : `cab-${name}`,
    tag,
    mesh: { ...mesh, positions: mesh.positions.map((v, i) => (i % 3 === 0 ? v + x : v)) },
  }));
}

function steps({ skin }: Shell, draft: Draft): void {
  for (const side of [1, -1]) {
    const p = skin.flank(-0.47, 0.9);
    draft.on('trim').box([p[0], side * (p[1] + 0.006), p[2]], [0.2, 0.03, 0.05]);
    draft.on('trim').box([0.05, side * (p[1] - 0.06), 0.55], [0.46, 0.14, 0.05]);
  }
}

function barMirrors({ skin, fineness }: Shell): readonly TaggedMesh[] {
  const b = createMeshBuilder();
  const waist = skin.flank(0.55, 1);
  for (const side of [1, -1]) {
    const y = side * (waist[1] + 0.2);
    b.box([0.72, y, waist[2] + 0.42], [0.1, 0.22, 0.44]);
    b.box([0.72, y, waist[2] + 0.1], [0.1, 0.22, 0.16]);
    if (fineness.name !== 'near') continue;
    for (const z of [0.62, 0.2]) {
      b.tube(
        [
          [0.62, side * (waist[1] - 0.12), waist[2] + z],
          [0.72, y, waist[2] + z],
        ],
        [0.016, 0.016],
        6,
      );
    }
  }
  return [{ name: 'mirrors', tag: 'trim', mesh: b.build() }];
}

/** Dark sun visor above the windscreen. */
function visor(d: BodyDesign, builder: MeshBuilder): void {
  const half = d.width * 0.4;
  const z = d.height - 0.2;
  const at = (side: number, out: number, up: number): Vec3 => [0.7 + out - Math.abs(side) * 0.08, side * half, z + up];
  const strips = [-1, -0.5, 0, 0.5, 1].map((side): Vec3[] => [
    at(side, 0.02, 0.05),
    at(side, 0, 0.03),
    at(side, 0.15, -0.09),
    at(side, 0.17, -0.08),
  ]);
  builder.loft(strips, { caps: true });
}
