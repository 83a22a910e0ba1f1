/** What stands on a lorry's frame: a box body with rear doors; and the frame itself with tank, guards and lamps. */
import { cos, PI, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import { createMeshBuilder, type MeshBuilder } from '../../mesh/builder.js';
import type { TaggedMesh } from '../body/draft.js';
import type { Fineness } from '../body/fineness.js';

export interface BoxPlan {
  readonly front: number;
  readonly rear: number;
  readonly width: number;
  readonly height: number;
  /** Foremost axle behind the cab first. */
  readonly rearAxles: readonly number[];
  readonly wheelRadius: number;
  /** Back of the cab. */
  readonly cabBack: number;
  /** Where the load stands, m. */
  readonly floor: number;
}

function part(name: string, tag: string, draw: (builder: MeshBuilder) => void): TaggedMesh {
  const builder = createMeshBuilder();
  draw(builder);
  return { name, tag, mesh: builder.build(0.75) };
}

const both = (draw: (side: number) => void): void => [1, -1].forEach(draw);

export function boxBody(p: BoxPlan, decor: boolean, { name }: Fineness): readonly TaggedMesh[] {
  const FLOOR = p.floor;
  const middle = (p.front + p.rear) / 2;
  const long = p.front - p.rear;
  const half = p.width / 2;
  return [
    part('box', 'bodyPaint', (b) =>
      b.loft(
        [p.rear + 0.03, p.front].map((x) => outline(x, half - 0.012, FLOOR + 0.05, p.height, 0.07)),
        { caps: true },
      ),
    ),
    part('frame', 'steel', (b) => {
      both((side) => {
        b.box([middle, side * (half - 0.02), FLOOR + 0.03], [long - 0.06, 0.04, 0.12]);
        b.box([middle, side * (half - 0.045), p.height - 0.045], [long - 0.1, 0.07, 0.05]);
        b.box([p.rear + 0.03, side * (half - 0.05), (FLOOR + p.height) / 2], [0.06, 0.1, p.height - FLOOR - 0.04]);
        for (const y of name === 'near' ? [0.2, 0.62] : []) {
          b.tube(
            [
              [p.rear + 0.018, side * y * half, FLOOR + 0.1],
              [p.rear + 0.018, side * y * half, p.height - 0.12],
            ],
            [0.016, 0.016],
            6,
          );
          b.box([p.rear + 0.02, side * y * half + side * 0.08, FLOOR + 0.75], [0.03, 0.22, 0.04]);
        }
      });
      b.box([p.rear + 0.03, 0, p.height - 0.06], [0.06, p.width - 0.1, 0.09]);
      b.box([p.rear + 0.03, 0, FLOOR + 0.03], [0.06, p.width - 0.02, 0.12]);
    }),
    part('door-gap', 'seam', (b) => b.box([p.rear + 0.03, 0, (FLOOR + p.height) / 2], [0.014, 0.02, p.height - FLOOR - 0.16])),
    part('markings', 'reflex', (b) => {
      both((side) => {
        const step = name === 'near' ? 0.75 : long;
        for (let x = p.rear + 0.3; x < p.front - 0.5; x += step)
          b.box([x + step / 3, side * (half - 0.008), FLOOR + 0.16], [(2 * step) / 3, 0.012, 0.05]);
      });
    }),
    ...(decor
      ? [
          part('decor', 'decor', (b) =>
            both((side) => {
              b.box(
                [middle + long * 0.12, side * (half - 0.008), FLOOR + (p.height - FLOOR) * 0.55],
                [long * 0.5, 0.012, (p.height - FLOOR) * 0.3],
              );
              b.box(
                [middle - long * 0.28, side * (half - 0.008), FLOOR + (p.height - FLOOR) * 0.6],
                [long * 0.18, 0.012, (p.height - FLOOR) * 0.45],
              );
            }),
          ),
        ]
      : []),
  ];
}

/** Rails, axles, tank, guards, mudguards, lamps and plate. */
export function chassis(p: BoxPlan, { name, wheelSides }: Fineness): readonly TaggedMesh[] {
  const FLOOR = p.floor;
  const half = p.width / 2;
  return [
    part('chassis', 'under', (b) => {
      both((side) => {
        b.box([(p.rear + p.cabBack) / 2 + 0.6, side * 0.42, FLOOR - 0.18], [p.cabBack - p.rear + 0.7, 0.09, 0.28]);
        b.box([p.rear + 0.26, side * 0.42, 0.74], [0.1, 0.08, 0.3]);
        for (const axle of name === 'near' ? p.rearAxles : []) mudguard(b, p, axle, side);
      });
      for (const axle of p.rearAxles) {
        b.tube(
          [
            [axle, -half + 0.3, p.wheelRadius],
            [axle, half - 0.3, p.wheelRadius],
          ],
          [0.09, 0.09],
          wheelSides / 4,
        );
      }
      for (let x = p.rear + 0.5; x < p.front; x += name === 'near' ? 0.9 : 2.7)
        b.box([x, 0, FLOOR - 0.02], [0.08, p.width - 0.1, 0.1]);
      b.box([p.rear + 0.22, 0, 0.56], [0.1, p.width * 0.92, 0.12]);
      b.box([p.cabBack + 0.75, 0, 0.72], [1.3, 0.9, 0.42]);
    }),
    part('tank', 'steel', (b) => {
      b.tube(
        [
          [p.cabBack - 0.35, half - 0.36, 0.72],
          [p.cabBack - 1.35, half - 0.36, 0.72],
        ],
        [0.29, 0.29],
        name === 'near' ? 16 : 6,
      );
      b.box([p.cabBack - 0.75, -half + 0.34, 0.74], [0.7, 0.5, 0.46]);
      guards(b, p, half, name === 'near');
    }),
    part('tail-lamps', 'tail', (b) => both((side) => b.box([p.rear + 0.19, side * half * 0.8, 0.72], [0.05, 0.24, 0.13]))),
    part('brake-lamps', 'brake', (b) => both((side) => b.box([p.rear + 0.19, side * half * 0.61, 0.72], [0.05, 0.2, 0.13]))),
    part('indicator-left', 'turnLeft', (b) => b.box([p.rear + 0.19, half * 0.93, 0.72], [0.05, 0.06, 0.13])),
    part('indicator-right', 'turnRight', (b) => b.box([p.rear + 0.19, -half * 0.93, 0.72], [0.05, 0.06, 0.13])),
    part('reverse-lamps', 'reverse', (b) => both((side) => b.box([p.rear + 0.19, side * half * 0.47, 0.72], [0.05, 0.1, 0.1]))),
    part('rear-plate', 'plate', (b) => b.box([p.rear + 0.19, 0, 0.72], [0.03, 0.52, 0.11])),
  ];
}

/** Rounded rectangle across the lorry, counter-clockwise seen from the front. */
function outline(x: number, half: number, low: number, high: number, radius: number): Vec3[] {
  const corners = [
    [half - radius, high - radius, 0],
    [-half + radius, high - radius, 1],
    [-half + radius, low + radius, 2],
    [half - radius, low + radius, 3],
  ] as const;
  return corners.flatMap(([y, z, quarter]) =>
    [0, 1, 2, 3].map((k): Vec3 => {
      const a = ((quarter + k / 3) * PI) / 2;
      return [x, y + radius * cos(a), z + radius * sin(a)];
    }),
  );
}

function arc(p: BoxPlan, axle: number, size: number, side: number): Vec3[] {
  return Array.from({ length: 9 }, (_, k): Vec3 => {
    const a = (PI * (k + 0.5)) / 9;
    const r = p.wheelRadius * size;
    return [axle + r * cos(a), side * (p.width / 2 - 0.03), p.wheelRadius + r * sin(a)];
  });
}

/** Curved guard over the twin wheels. */
function mudguard(builder: MeshBuilder, p: BoxPlan, axle: number, side: number): void {
  const outer = arc(p, axle, 1.09, side);
  const sections = outer.map((q): Vec3[] => {
    const inner = side * (p.width / 2 - 0.68);
    const up = 0.02;
    const ring: Vec3[] = [
      [q[0], q[1], q[2]],
      [q[0], q[1], q[2] + up],
      [q[0], inner, q[2] + up],
      [q[0], inner, q[2]],
    ];
    return side > 0 ? ring.reverse() : ring;
  });
  builder.loft(sections, { caps: true });
}

/** Two rails along each side between the axles (UN R73), the lower 0.45 m up. */
function guards(builder: MeshBuilder, p: BoxPlan, half: number, posts: boolean): void {
  const [front, rear] = [p.cabBack - 1.55, Math.max(...p.rearAxles) + p.wheelRadius + 0.25];
  if (front < rear + 0.3) return;
  for (const side of [1, -1]) {
    for (const z of [0.5, 0.82]) builder.box([(front + rear) / 2, side * (half - 0.05), z], [front - rear, 0.03, 0.1]);
    for (const t of posts ? [0.1, 0.5, 0.9] : [])
      builder.box([rear + (front - rear) * t, side * (half - 0.08), 0.78], [0.05, 0.03, 0.66]);
  }
}
