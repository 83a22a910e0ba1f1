/** What stands on a lorry's frame besides boxes: a tipper's trough, a refuse collector's hopper. */
import { cos, PI, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import { createMeshBuilder, type MeshBuilder } from '../../mesh/builder.js';
import type { TaggedMesh } from '../body/draft.js';
import type { Fineness } from '../body/fineness.js';
import type { BoxPlan } from './box-body.js';

/** Rounded rectangle across, counter-clockwise seen from the front. */
function across(x: number, half: number, low: number, high: number, radius: number): Vec3[] {
  const corners = [
    [half - radius, high - radius, 0],
    [-half + radius, high - radius, 1],
    [-half + radius, low + radius, 2],
    [half - radius, low + radius, 3],
  ] as const;
  return corners.flatMap(([y, z, quarter]) =>
    [0, 1, 2].map((k): Vec3 => {
      const a = ((quarter + k / 2) * PI) / 2;
      return [x, y + radius * cos(a), z + radius * sin(a)];
    }),
  );
}

function part(name: string, tag: string, draw: (b: MeshBuilder) => void): TaggedMesh {
  const b = createMeshBuilder();
  draw(b);
  return { name, tag, mesh: b.build(0.7) };
}

/** An open trough of steel with ribs, heaped with soil. */
export function tipperBody(p: BoxPlan, { name }: Fineness): readonly TaggedMesh[] {
  const half = p.width / 2;
  const [floor, long] = [1.25, p.front - p.rear];
  const wall = 0.06;
  return [
    part('box', 'bodyPaint', (b) => {
      for (const side of [1, -1]) {
        b.box([(p.front + p.rear) / 2, side * (half - wall / 2), (floor + p.height) / 2], [long, wall, p.height - floor]);
        for (let x = p.rear + 0.25; x < p.front && name === 'near'; x += 0.75)
          b.box([x, side * (half - 0.02), (floor + p.height) / 2], [0.09, 0.04, p.height - floor]);
        b.box([(p.front + p.rear) / 2, side * (half - 0.035), p.height - 0.05], [long, 0.07, 0.1]);
      }
      b.box([p.rear + wall / 2, 0, (floor + p.height) / 2], [wall, p.width, p.height - floor]);
      b.box([p.front - wall / 2, 0, (floor + p.height) / 2], [wall, p.width, p.height - floor]);
      b.box([(p.front + p.rear) / 2, 0, floor], [long, p.width - 0.02, 0.1]);
    }),
    part('ribs', 'seam', (b) => {
      for (const side of [1, -1])
        for (let x = p.rear + 0.31; x < p.front; x += name === 'near' ? 0.75 : 1.5)
          b.box([x, side * (half - 0.004), (floor + p.height) / 2], [0.02, 0.012, p.height - floor - 0.2]);
    }),
    part('load', 'load', (b) => {
      const rows = [0.02, 0.25, 0.5, 0.75, 0.98].map((u): Vec3[] =>
        [-1, -0.5, 0, 0.5, 1].map((v): Vec3 => {
          const heap = 0.35 * sin(PI * u) * cos((v * PI) / 2);
          return [p.rear + wall + u * (long - 2 * wall), v * (half - wall), p.height - 0.35 + heap];
        }),
      );
      b.loft(rows, { closed: false });
    }),
  ];
}

/** A smooth body with a hopper that hangs out behind; bars and a dark mouth at the rear. */
export function refuseBody(p: BoxPlan): readonly TaggedMesh[] {
  const half = p.width / 2;
  const hopper = p.rear + 1.7;
  return [
    part('box', 'bodyPaint', (b) =>
      b.loft(
        [hopper, hopper + 0.15, p.front - 0.2, p.front].map((x, k) =>
          across(x, half - (k === 3 ? 0.1 : 0.02), 1.02, p.height - (k === 3 ? 0.12 : 0), 0.16),
        ),
        { caps: true },
      ),
    ),
    part('hopper', 'bodyPaint', (b) => {
      for (const side of [1, -1]) {
        const y = side * (half - 0.06);
        const outline: Vec3[] = [
          [hopper, y, 0.9],
          [hopper, y, p.height - 0.02],
          [hopper - 0.5, y, p.height - 0.05],
          [p.rear + 0.1, y, 1.9],
          [p.rear, y, 1.3],
          [p.rear + 0.35, y, 0.95],
        ];
        const thick = outline.map(([x, , z]): Vec3 => [x, y - side * 0.08, z]);
        b.loft(side > 0 ? [thick, outline] : [outline, thick], { caps: true });
      }
      b.quad(
        [hopper - 0.5, -half + 0.1, p.height - 0.05],
        [p.rear + 0.45, -half + 0.1, 2.5],
        [p.rear + 0.45, half - 0.1, 2.5],
        [hopper - 0.5, half - 0.1, p.height - 0.05],
      );
      b.quad(
        [hopper, half - 0.1, p.height - 0.02],
        [hopper - 0.5, half - 0.1, p.height - 0.05],
        [hopper - 0.5, -half + 0.1, p.height - 0.05],
        [hopper, -half + 0.1, p.height - 0.02],
      );
      b.box([p.rear + 0.12, 0, 1.12], [0.22, p.width - 0.2, 0.3]);
    }),
    part('mouth', 'under', (b) => b.box([hopper - 0.4, 0, 1.75], [0.9, p.width - 0.3, 1.5])),
    part('stripes', 'liveryBright', (b) => {
      for (const side of [1, -1]) b.box([p.rear + 0.015, side * (half - 0.3), 1.12], [0.03, 0.4, 0.22]);
    }),
    part('beacon-rear', 'amberBeacon', (b) => {
      for (const side of [1, -1]) b.box([hopper - 0.3, side * (half - 0.2), p.height - 0.02], [0.14, 0.14, 0.07]);
    }),
  ];
}
