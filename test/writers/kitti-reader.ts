/** A strict reader of KITTI files for tests, from the devkit's description; throws at the first thing that is wrong. */

export interface KittiObject {
  readonly frame?: number;
  readonly track?: number;
  readonly type: string;
  readonly truncation: number;
  readonly occlusion: number;
  readonly alpha: number;
  /** left, top, right, bottom */
  readonly box: readonly [number, number, number, number];
  readonly height: number;
  readonly width: number;
  readonly length: number;
  readonly location: readonly [number, number, number];
  readonly ry: number;
}

const TYPES = ['Car', 'Van', 'Truck', 'Pedestrian', 'Person_sitting', 'Cyclist', 'Tram', 'Misc', 'DontCare'];

function insist(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

export function readLabels(text: string, kind: 'object' | 'tracking'): readonly KittiObject[] {
  insist(text === '' || text.endsWith('\n'), 'the last line ends');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => readRow(line.split(' '), kind));
}

function readRow(columns: readonly string[], kind: 'object' | 'tracking'): KittiObject {
  insist(columns.length === (kind === 'object' ? 15 : 17), `${columns.length} columns`);
  const [frame, track] = kind === 'tracking' ? columns.slice(0, 2).map(Number) : [];
  const [type, ...rest] = kind === 'tracking' ? columns.slice(2) : columns;
  insist(TYPES.includes(type as string), `no class is called ${type}`);
  insist(/^-?\d+$/.test(rest[1] as string), 'occlusion is an integer');
  if (kind === 'tracking') insist(/^-?\d+$/.test(rest[0] as string), 'truncation is an integer in tracking');
  const n = rest.map(Number);
  insist(n.every(Number.isFinite), `numbers: ${rest.join(' ')}`);
  const [truncation, occlusion, alpha, left, top, right, bottom, height, width, length, x, y, z, ry] = n as [
    ...[number, number, number, number, number, number, number],
    ...[number, number, number, number, number, number, number],
  ];
  // Both evaluators take the differences as width and height, and match nothing that has no area.
  insist(left >= 0 && left < right && top >= 0 && top < bottom, 'left before right, top above bottom');
  if (type === 'DontCare') {
    insist([truncation, occlusion, alpha, ry].join() === '-1,-1,-10,-10', 'what nobody cares about has no pose');
    insist(track === undefined || track === -1, 'nor a track');
  } else {
    insist(truncation >= 0 && truncation <= (kind === 'object' ? 1 : 2), 'truncation');
    insist(occlusion >= 0 && occlusion <= 3, 'occlusion');
    insist(Math.abs(alpha) <= Math.PI && Math.abs(ry) <= Math.PI, 'angles between -pi and pi');
    insist(Math.min(height, width, length) > 0 && z > 0, 'sizes and depth are positive');
    const wanted = ry - Math.atan2(x, z);
    insist(Math.abs(Math.sin((alpha - wanted) / 2)) < 1e-3, 'alpha = ry - atan2(x, z)');
  }
  return {
    ...(frame === undefined || track === undefined ? {} : { frame, track }),
    ...{ type: type as string, truncation, occlusion, alpha, box: [left, top, right, bottom] },
    ...{ height, width, length, location: [x, y, z], ry },
  };
}

export type Matrix = readonly (readonly number[])[];

/** By key, rows of the matrix; `R0_rect` is 3 x 3, the rest 3 x 4. */
export function readCalibration(text: string): Readonly<Record<string, Matrix>> {
  return Object.fromEntries(
    text
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [key, ...words] = line.split(/:? /) as [string, ...string[]];
        const values = words.map(Number);
        insist(
          words.every((word) => /^-?\d\.\d{12}e[+-]\d\d$/.test(word)),
          `%.12e: ${line}`,
        );
        insist(values.length === (/^R0?_rect$/.test(key) ? 9 : 12), `${key} has ${values.length} numbers`);
        const wide = values.length / 3;
        return [key, [0, 1, 2].map((row) => values.slice(row * wide, (row + 1) * wide))];
      }),
  );
}

export function apply(matrix: Matrix, point: readonly number[]): readonly number[] {
  return matrix.map((row) => row.reduce((sum, value, i) => sum + value * (point[i] ?? (i === point.length ? 1 : 0)), 0));
}

/** Pixel, the first one's centre at (0, 0), of a point in the lidar's frame; the depth with it. */
export function project(calibration: Readonly<Record<string, Matrix>>, point: readonly number[]) {
  const inCamera = apply(calibration.R0_rect as Matrix, apply(calibration.Tr_velo_to_cam as Matrix, point));
  const [u, v, w] = apply(calibration.P2 as Matrix, inCamera) as [number, number, number];
  return { u: u / w, v: v / w, depth: inCamera[2] as number };
}

/** The eight corners in the rectified camera's frame. */
export function cornersOf({ height, width, length, location: [x, y, z], ry }: KittiObject): readonly (readonly number[])[] {
  const [c, s] = [Math.cos(ry), Math.sin(ry)];
  return [0.5, -0.5].flatMap((i) =>
    [0.5, -0.5].flatMap((j) =>
      [0, -1].map((k) => {
        const [along, across] = [i * length, j * width];
        return [x + c * along + s * across, y + k * height, z - s * along + c * across];
      }),
    ),
  );
}
