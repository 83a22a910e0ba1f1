/**
 * Overhead wires between two posts, hanging as a catenary's parabola. Origin on the ground below the middle; the span lies across (along y).
 * Traits: `span`, `height`, `sag` m.
 */
import type { Material } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import { traitNumber } from '../animals/species.js';
import { createMeshBuilder } from '../mesh/builder.js';
import { simpleAsset } from '../mesh/simple.js';

const WIRE: Material = { id: 'wire', baseColor: [0.02, 0.02, 0.021], roughness: 0.6, metalness: 0.3, texture: 'none' };
const POST: Material = { id: 'post', baseColor: [0.13, 0.09, 0.06], roughness: 0.9, metalness: 0, texture: 'bark' };

export const wire = simpleAsset(
  { name: 'wire', class: 'wire', title: 'Overhead wire', source: 'distribution lines: 8 to 12 m high, 1 to 3 cm thick' },
  (look) => {
    const span = traitNumber(look, 'span', 30);
    const height = traitNumber(look, 'height', 10);
    const sag = traitNumber(look, 'sag', 0.8);
    const wires = createMeshBuilder();
    for (const [x, drop] of [
      [-0.5, 0],
      [0, 0.0],
      [0.5, 0],
    ] as const) {
      const points = Array.from({ length: 21 }, (_, i): Vec3 => {
        const t = i / 10 - 1;
        return [x, (t * span) / 2, height - drop - sag * (1 - t * t)];
      });
      wires.tube(
        points,
        points.map(() => 0.015),
        5,
      );
    }
    const posts = createMeshBuilder();
    for (const side of [1, -1]) {
      posts.tube(
        [
          [0, (side * span) / 2, 0],
          [0, (side * span) / 2, height + 0.6],
        ],
        [0.15, 0.1],
        10,
      );
      posts.box([0, (side * span) / 2, height - 0.08], [1.4, 0.1, 0.12]);
    }
    return [
      { name: 'wires', mesh: wires.build(), material: WIRE },
      { name: 'posts', mesh: posts.build(), material: POST },
    ];
  },
);
