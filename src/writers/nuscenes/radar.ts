/**
 * Radar scans as PCD 0.7 with the 18 fields that the nuscenes-devkit documents (`RadarPointCloud.from_file`). Two things its reader wants: at least one
 * row, so an empty scan has one of NaN, which it takes for none; and something after the last row, so a line feed follows.
 */
import type { ObservationOf } from '#contracts/observation';
import { cos, sin } from '#core/math';

/** What of a scan goes into the file. */
export interface RadarScan {
  readonly count: number;
  readonly columns: Pick<
    ObservationOf<'radar'>['columns'],
    'xyz' | 'azimuth' | 'radialVelocity' | 'radialVelocityCompensated' | 'rcs'
  >;
}

type Put = 'setFloat32' | 'setInt16' | 'setInt8';
const FIELDS: readonly (readonly [name: string, put: Put])[] = [
  ['x', 'setFloat32'],
  ['y', 'setFloat32'],
  ['z', 'setFloat32'],
  ['dyn_prop', 'setInt8'],
  ['id', 'setInt16'],
  ['rcs', 'setFloat32'],
  ['vx', 'setFloat32'],
  ['vy', 'setFloat32'],
  ['vx_comp', 'setFloat32'],
  ['vy_comp', 'setFloat32'],
  ['is_quality_valid', 'setInt8'],
  ['ambig_state', 'setInt8'],
  ['x_rms', 'setInt8'],
  ['y_rms', 'setInt8'],
  ['invalid_state', 'setInt8'],
  ['pdh0', 'setInt8'],
  ['vx_rms', 'setInt8'],
  ['vy_rms', 'setInt8'],
];
const BYTES: Readonly<Record<Put, number>> = { setFloat32: 4, setInt16: 2, setInt8: 1 };
const ROW = FIELDS.reduce((sum, [, put]) => sum + BYTES[put], 0);

/** Slower over the ground than this is standing, m/s. */
const STANDING = 0.5;
const DYNAMICS = { moving: 0, stationary: 1, oncoming: 2 } as const;
/** Valid, unambiguous, false with less than a quarter's probability: what the reader's own filters let through. */
const [QUALITY, UNAMBIGUOUS, VALID, HARDLY_FALSE] = [1, 3, 0, 1];

export function encodeRadar(scan: RadarScan): Uint8Array {
  const rows = Array.from({ length: scan.count }, (_, i) => rowOf(scan, i));
  if (rows.length === 0) rows.push(FIELDS.map(([, put]) => (put === 'setFloat32' ? Number.NaN : 0)));
  const head = new TextEncoder().encode(header(rows.length));
  const out = new Uint8Array(head.length + rows.length * ROW + 1);
  out.set(head);
  const view = new DataView(out.buffer);
  let at = head.length;
  for (const row of rows) {
    for (const [k, [, put]] of FIELDS.entries()) {
      view[put](at, row[k] as number, true);
      at += BYTES[put];
    }
  }
  out[at] = 0x0a;
  return out;
}

function rowOf({ columns }: RadarScan, i: number): readonly number[] {
  const [c, s] = [cos(columns.azimuth[i] as number), sin(columns.azimuth[i] as number)];
  const [speed, over] = [columns.radialVelocity[i] as number, columns.radialVelocityCompensated[i] as number];
  const [x, y, z] = columns.xyz.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number];
  const state = [QUALITY, UNAMBIGUOUS, 0, 0, VALID, HARDLY_FALSE, 0, 0] as readonly number[];
  const moving = over < 0 ? DYNAMICS.oncoming : DYNAMICS.moving;
  const dynamics = Math.abs(over) < STANDING ? DYNAMICS.stationary : moving;
  return [x, y, z, dynamics, i, columns.rcs[i] as number, speed * c, speed * s, over * c, over * s, ...state];
}

function header(count: number): string {
  const column = (of: (field: (typeof FIELDS)[number]) => string | number): string => FIELDS.map(of).join(' ');
  return [
    '# .PCD v0.7 - Point Cloud Data file format',
    'VERSION 0.7',
    `FIELDS ${column(([name]) => name)}`,
    `SIZE ${column(([, put]) => BYTES[put])}`,
    `TYPE ${column(([, put]) => (put === 'setFloat32' ? 'F' : 'I'))}`,
    `COUNT ${column(() => 1)}`,
    `WIDTH ${count}`,
    'HEIGHT 1',
    'VIEWPOINT 0 0 0 1 0 0 0',
    `POINTS ${count}`,
    'DATA binary\n',
  ].join('\n');
}
