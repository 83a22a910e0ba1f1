/** What is screwed on: plates, mirrors, handles, wipers, aerial, exhaust, rails, what hangs below the floor. */
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { createMeshBuilder, type MeshBuilder } from '../../mesh/builder.js';
import type { Draft, TaggedMesh } from './draft.js';
import { rectangle, sheet } from './sheet.js';
import type { Shell } from './shell.js';
import { STANDS_OFF } from './trim.js';

/** Half of a plate's width and height, m (EU 520 x 110 mm). */
const PLATE: readonly [number, number] = [0.26, 0.055];
const LETTERS = [-0.19, -0.13, -0.07, 0.03, 0.09, 0.15, 0.21];

export function drawPlates(shell: Shell, draft: Draft, rear: 'plate' | 'yellowPlate'): void {
  const { face, width } = shell.design;
  for (const [end, share, tag, sign] of [
    [shell.nose, face.frontPlate, 'plate', 1],
    [shell.tail, face.rearPlate, rear, -1],
  ] as const) {
    const middle = end(0.1, share);
    const [low, high] = (sign > 0 ? face.bumper?.front : face.bumper?.rear) ?? [2, 2];
    const x = middle[0] + sign * (share > low - 0.08 && share < high + 0.08 ? STANDS_OFF + 0.006 : 0.012);
    const quad = (on: MeshBuilder, y: number, half: number, high: number, at: number): void => {
      const corner = (a: number, b: number): Vec3 => [at, y + sign * a * half, middle[2] + b * high];
      on.quad(corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1));
    };
    quad(draft.on(tag), 0, PLATE[0], PLATE[1], x);
    if (shell.fineness.name !== 'near') continue;
    for (const y of LETTERS) quad(draft.on('ink'), y * sign, 0.017, 0.037, x + sign * 0.003);
    quad(draft.on('trim'), 0, PLATE[0] + 0.012, PLATE[1] + 0.012, x - sign * 0.003);
  }
  if (width > 0 && shell.fineness.name === 'near')
    for (const side of [1, -1])
      sheet(draft.on('reflector'), shell.tail, {
        corners: rectangle(side * 0.62, 0.24, side * 0.76, 0.29),
        cells: [2, 1],
        lift: 0.006,
      });
}

export function drawFittings(shell: Shell, draft: Draft): void {
  const d = shell.design;
  if (shell.fineness.name === 'near') {
    handles(shell, draft);
    wipers(shell, draft);
    aerial(shell, draft);
    sheetIndicators(shell, draft);
  }
  if (d.roofRails && shell.fineness.name !== 'far') rails(shell, draft.on('steel'));
  below(shell, draft);
}

function handles({ design, flanks, skin }: Shell, draft: Draft): void {
  for (const x of design.handles) {
    for (const side of [1, -1]) {
      const p = skin.flank(x - 0.09, 0.86);
      draft.on('paint').box([p[0], side * (p[1] + 0.006), p[2]], [0.19, 0.028, 0.026]);
    }
    for (const flank of flanks)
      sheet(draft.on('seam'), flank, { corners: rectangle(x - 0.17, 0.835, x - 0.02, 0.875), cells: [2, 1], lift: 0.005 });
  }
}

/** Small lamps on the wings of cars with bumpers of their own. */
function sheetIndicators({ design, flanks }: Shell, draft: Draft): void {
  const x = design.frontAxle - 0.12;
  for (const [k, flank] of flanks.entries())
    sheet(draft.on(k === 0 ? 'turnLeft' : 'turnRight'), flank, {
      corners: rectangle(x, 0.8, x - 0.07, 0.86),
      cells: [1, 1],
      lift: 0.005,
    });
}

function wipers({ cabin, houses }: Shell, draft: Draft): void {
  const screen = cabin.panes.find(({ kind }) => kind === 'windscreen');
  if (screen === undefined) return;
  const end = screen.columns[1];
  const on = draft.on('trim');
  for (const [house, from, to] of [
    [houses[0], 0.05, 0.75],
    [houses[1], 0.75, 0.05],
  ] as const) {
    const [u0, u1] = [from * end, to * end];
    sheet(on, house, {
      corners: [
        [u0, 1.02],
        [u1, 1.2],
        [u1, 1.26],
        [u0, 1.1],
      ],
      cells: [3, 1],
      lift: 0.016,
    });
  }
}

function aerial({ design }: Shell, draft: Draft): void {
  const x = design.cabin.backlight.topCorner + 0.22;
  const z = design.height - 0.01;
  const b = draft.on('trim');
  b.triangle(
    b.vertex([x + 0.1, 0.004, z - 0.03]),
    b.vertex([x - 0.07, 0.004, z - 0.03]),
    b.vertex([x - 0.05, 0.004, z + 0.01]),
  );
  b.triangle(
    b.vertex([x - 0.07, -0.004, z - 0.03]),
    b.vertex([x + 0.1, -0.004, z - 0.03]),
    b.vertex([x - 0.05, -0.004, z + 0.01]),
  );
}

function rails(shell: Shell, builder: MeshBuilder): void {
  const d = shell.design;
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
      shell.fineness.name === 'near' ? 6 : 3,
    );
  }
}

/** Silencer, exhaust, axle and a sump: what an eye at 1.3 m sees dark below bumper and sills. */
function below({ design: d, fineness }: Shell, draft: Draft): void {
  const low = d.wheelRadius * 0.55;
  const on = draft.on('under');
  const tail = -d.length / 2;
  on.box([(d.frontAxle + d.rearAxle) / 2, 0, low + 0.06], [d.frontAxle - d.rearAxle - 0.7, d.width * 0.62, 0.12]);
  on.box([d.frontAxle + 0.1, 0, low + 0.07], [0.9, d.width * 0.5, 0.14]);
  on.box([(tail + d.rearAxle) / 2 + 0.05, 0, low + 0.13], [Math.max(0.25, d.rearAxle - tail - 0.35), d.width * 0.66, 0.16]);
  if (fineness.name !== 'near') return;
  on.tube(
    [
      [d.rearAxle, -d.width * 0.4, d.wheelRadius * 0.9],
      [d.rearAxle, d.width * 0.4, d.wheelRadius * 0.9],
    ],
    [0.05, 0.05],
    6,
  );
  draft.on('darkMetal').tube(
    [
      [tail + 0.4, -d.width * 0.28, low + 0.12],
      [tail + 0.11, -d.width * 0.28, low + 0.11],
    ],
    [0.03, 0.03],
    8,
  );
}

/** Egg-shaped housings beside the windscreen's feet, on short arms, with the glass behind. A part of its own: outlines leave mirrors out. */
export function mirrorsOf({ design, skin, fineness }: Shell): readonly TaggedMesh[] {
  const x = design.cabin.windscreen.baseCorner - 0.12;
  const foot = skin.flank(x, 1);
  const [housing, glass] = [createMeshBuilder(), createMeshBuilder()];
  const sides = fineness.name === 'near' ? 10 : 6;
  for (const side of [1, -1]) {
    const centre: Vec3 = [x, side * (foot[1] + 0.1), foot[2] + 0.13];
    const ring = (along: number, size: number): Vec3[] =>
      Array.from({ length: sides }, (_, k) => {
        const a = (k / sides) * TAU;
        const [c, s] = [cos(a), sin(a)];
        const [squareC, squareS] = [c * (1.25 - 0.25 * c * c), s * (1.25 - 0.25 * s * s)];
        return [centre[0] + along, centre[1] + 0.1 * size * squareC, centre[2] + 0.07 * size * squareS];
      });
    const shape =
      fineness.name === 'near'
        ? [ring(-0.05, 0.97), ring(0, 1), ring(0.06, 0.8), ring(0.095, 0.3)]
        : [ring(-0.05, 0.97), ring(0.08, 0.6)];
    housing.loft(shape, { caps: true });
    if (fineness.name !== 'near') continue;
    glass.loft([ring(-0.053, 0.84), ring(-0.052, 0.85)], { caps: true });
    housing.tube(
      [
        [x + 0.02, side * (foot[1] - 0.05), foot[2] + 0.05],
        [x, side * (foot[1] + 0.05), foot[2] + 0.09],
      ],
      [0.03, 0.025],
      5,
    );
  }
  return [
    { name: 'mirrors', tag: 'paint', mesh: housing.build() },
    ...(fineness.name === 'near' ? [{ name: 'mirror-glass', tag: 'chrome', mesh: glass.build() }] : []),
  ];
}
