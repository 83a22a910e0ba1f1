/** What of a bicycle doesn't turn with its wheels: tubes, bars, saddle, guards. Meshes in the body frame. */
import type { Mesh } from '#contracts/model';
import { cos, PI, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import { createMeshBuilder, type MeshBuilder } from '../mesh/builder.js';
import { ALLOY, type BicycleDetail, BLACK, pathTube } from './bicycle-round.js';
import type { BicycleSpec, Fitted } from './spec.js';

function mirroredPath(path: readonly Vec3[], side: number): Vec3[] {
  return path.map(([x, y, z]) => [x, side * y, z]);
}

/** Painted tubes that don't turn. */
export function frameMesh(spec: BicycleSpec, f: Fitted, { sides, thicker }: BicycleDetail): Mesh {
  const b = createMeshBuilder();
  const tube = (path: readonly Vec3[], radius: number): void => pathTube(b, path, radius * thicker, sides);
  const { crank, seatTop, headLow, headTop, rear, front } = f;
  tube([crank, seatTop], 0.016);
  tube([headLow, headTop], 0.02);
  if (spec.tubes === 'step') {
    tube([crank, [(crank[0] + headLow[0]) / 2, 0, crank[2] + 0.1], [headLow[0], 0, headLow[2]]], 0.023);
    tube([[crank[0] - 0.06, 0, crank[2] + 0.2], [(crank[0] + headLow[0]) / 2, 0, crank[2] + 0.22], headTop], 0.015);
  } else if (spec.tubes === 'long') {
    const low: Vec3 = [headLow[0] + 0.08, 0, 0.3];
    tube([seatTop, headTop], 0.018);
    tube([headLow, low, [front[0] - 0.36, 0, 0.26], [front[0] - 0.3, 0, 0.5]], 0.026);
    tube([crank, low], 0.024);
  } else {
    tube([crank, headLow], 0.021);
    tube([seatTop, headTop], 0.017);
  }
  for (const side of [1, -1]) {
    tube(
      mirroredPath(
        [
          [crank[0], 0.03, crank[2]],
          [rear[0], 0.055, rear[2]],
        ],
        side,
      ),
      0.009,
    );
    tube(
      mirroredPath(
        [
          [seatTop[0], 0.015, seatTop[2] - 0.03],
          [rear[0], 0.055, rear[2]],
        ],
        side,
      ),
      0.008,
    );
  }
  return b.build();
}

/** What turns with the steering: fork, stem, handlebar. Grips in black. */
export function steeringMesh(spec: BicycleSpec, f: Fitted, { sides, thicker }: BicycleDetail, paint: Vec3): Mesh {
  const b = createMeshBuilder();
  const { headLow, headTop, front, grip } = f;
  const tube = (path: readonly Vec3[], radius: number, color: Vec3): void => pathTube(b, path, radius * thicker, sides, color);
  const crown: Vec3 = spec.tubes === 'long' ? [front[0] - 0.22, 0, front[2] + 0.26] : headLow;
  const straight = spec.kind === 'mountain';
  for (const side of [1, -1])
    tube(
      mirroredPath(
        [
          [crown[0], 0.02, crown[2]],
          [crown[0] + 0.01, 0.055, crown[2] - 0.03],
          [front[0], 0.055, front[2]],
        ],
        side,
      ),
      straight ? 0.02 : 0.012,
      straight ? BLACK : paint,
    );
  const stem: Vec3 = [
    spec.bars === 'swept' ? headTop[0] - 0.02 : (headTop[0] + grip[0]) / 2,
    0,
    grip[2] + (spec.bars === 'swept' ? -0.03 : 0),
  ];
  tube([headTop, [headTop[0] - (stem[2] - headTop[2]) * 0.3, 0, stem[2]], stem], 0.014, ALLOY);
  for (const side of [1, -1]) {
    const path = mirroredPath(barPath(spec, stem, grip), side);
    tube(path, 0.012, ALLOY);
    const last = path.slice(-2);
    tube(last, 0.017, BLACK);
  }
  return b.build();
}

/** Left half of the handlebar, from the stem to its end. */
function barPath({ bars }: BicycleSpec, stem: Vec3, grip: Vec3): Vec3[] {
  switch (bars) {
    case 'swept':
      return [
        stem,
        [stem[0] + 0.05, grip[1] * 0.6, grip[2] + 0.02],
        [grip[0] + 0.04, grip[1], grip[2]],
        [grip[0] - 0.09, grip[1] + 0.02, grip[2] - 0.01],
      ];
    case 'flat':
      return [
        stem,
        [stem[0], grip[1] * 0.55, grip[2]],
        [grip[0] + 0.01, grip[1] - 0.06, grip[2]],
        [grip[0] - 0.02, grip[1] + 0.06, grip[2]],
      ];
    case 'drop':
      return [
        stem,
        [stem[0], grip[1] * 0.85, grip[2]],
        [grip[0] + 0.04, grip[1], grip[2] - 0.01],
        [grip[0] + 0.06, grip[1], grip[2] - 0.09],
        [grip[0] - 0.08, grip[1] + 0.01, grip[2] - 0.13],
      ];
  }
}

/** Saddle, guards, rack, stand and chain. */
export function blackMesh(spec: BicycleSpec, f: Fitted, { sides }: BicycleDetail): Mesh {
  const b = createMeshBuilder();
  const { saddle, seatTop, rear, crank } = f;
  pathTube(b, [seatTop, [saddle[0] + 0.012, 0, saddle[2] - 0.05]], 0.014, sides, ALLOY);
  const wide = spec.kind === 'city' || spec.kind === 'cargo' ? 0.1 : 0.07;
  const section = (x: number, w: number, high: number): Vec3[] => [
    [saddle[0] + x, w, saddle[2] - high],
    [saddle[0] + x, w * 0.85, saddle[2]],
    [saddle[0] + x, -w * 0.85, saddle[2]],
    [saddle[0] + x, -w, saddle[2] - high],
  ];
  b.loft(
    [
      section(-0.13, wide * 0.7, 0.04),
      section(-0.09, wide, 0.05),
      section(0.02, wide * 0.45, 0.045),
      section(0.15, 0.022, 0.03),
    ],
    {
      caps: true,
      color: BLACK,
    },
  );
  pathTube(
    b,
    [
      [rear[0], -0.05, rear[2] + 0.03],
      [crank[0], -0.05, crank[2] + 0.08],
    ],
    0.006,
    3,
    BLACK,
  );
  pathTube(
    b,
    [
      [rear[0], -0.05, rear[2] - 0.03],
      [crank[0], -0.05, crank[2] - 0.08],
    ],
    0.006,
    3,
    BLACK,
  );
  if (spec.guards) {
    guard(b, rear, spec.wheels[0], [200, 20]);
    if (spec.kind === 'city' || spec.kind === 'cargo') {
      const z = rear[2] + spec.wheels[0] + 0.05;
      b.box([rear[0] - 0.03, 0, z], [0.36, 0.12, 0.015], BLACK);
      for (const side of [1, -1])
        pathTube(
          b,
          [
            [rear[0], side * 0.06, rear[2]],
            [rear[0] - 0.1, side * 0.06, z],
          ],
          0.006,
          3,
          BLACK,
        );
    }
  }
  return b.build();
}

/** Curved strip over a wheel between two angles, degrees from straight ahead upwards. */
function guard(b: MeshBuilder, axle: Vec3, radius: number, [from, to]: readonly [number, number]): void {
  const sections = Array.from({ length: 8 }, (_, k): Vec3[] => {
    const a = ((from + ((to - from) * k) / 7) * PI) / 180;
    const at = (r: number, y: number): Vec3 => [axle[0] + r * cos(a), y, axle[2] + r * sin(a)];
    return [at(radius + 0.012, 0.028), at(radius + 0.022, 0), at(radius + 0.012, -0.028), at(radius + 0.016, 0)];
  });
  b.loft(sections, { caps: false, color: BLACK });
}
