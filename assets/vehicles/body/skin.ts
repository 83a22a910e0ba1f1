/** The painted skin below the windows: bumper, flank and tail in one band, then the rolled shoulder, bonnet and boot lid. */
import { cos, pow, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import { curve } from '../../mesh/curve.js';
import type { BodyDesign } from './design.js';
import type { Fineness } from './fineness.js';

const SEAM = 0.009;
/** Where the shoulder's roll ends, rad. */
const ROLLED = 1.05;

/** A place along the band, from the middle of the nose round the left flank to the middle of the tail. */
export interface Station {
  /** Share of the half width on nose and tail; 1 on the flank. */
  readonly fraction: number;
  /** 1 at the corner's start on the flank .. 0 at the very front (or rear) along x. */
  readonly reach: number;
  readonly end: 'nose' | 'flank' | 'tail';
  /** x on the flank, and where nose and tail are anchored. */
  readonly x: number;
  /** Whether the cell from here to the next station is a shut line. */
  readonly seam: boolean;
}

export interface Skin {
  readonly stations: readonly Station[];
  /** Point of the outer skin at a station and a share of the height between lip and belt. */
  at(station: Station, share: number): Vec3;
  /** Columns from the floor's middle up to the lid's middle; `rows` says what each row is. */
  readonly columns: readonly (readonly Vec3[])[];
  /** Index of the row of share 0 (the lip) in a column; the fineness's rows follow, then roll and lid. */
  readonly lipRow: number;
  /** x of the corner's anchors. */
  readonly noseAnchor: number;
  readonly tailAnchor: number;
  /** Outer skin of the nose (tail) at a share of the half width. */
  nose(fraction: number, share: number): Vec3;
  tail(fraction: number, share: number): Vec3;
  /** Skin of the flank at x. */
  flank(x: number, share: number): Vec3;
  /** Height of the lid's middle. */
  lidHeight(x: number): number;
}

export function buildSkin(d: BodyDesign, fineness: Fineness): Skin {
  const half = d.width / 2;
  const [sill, belt, crown, plan] = [curve(d.sill), curve(d.belt), curve(d.crown), curve(d.plan)];
  const [side, nose, tail] = [curve(d.side), curve(d.nose), curve(d.tail)];
  const noseAnchor = d.length / 2 - d.noseCorner;
  const tailAnchor = -d.length / 2 + d.tailCorner;

  const lip = (x: number): number => {
    if (fineness.arch.length === 0) return sill(x);
    const over = [d.frontAxle, d.rearAxle].map((axle) => {
      const across = d.archRadius * d.archRadius - (x - axle) * (x - axle);
      return across >= -1e-9 ? d.wheelRadius + Math.sqrt(Math.max(0, across)) : 0;
    });
    return Math.max(sill(x), ...over);
  };
  const edge = (x: number): number => belt(x) - d.shoulderRadius;
  const at = (s: Station, share: number): Vec3 => {
    const bottom = s.end === 'flank' ? lip(s.x) : sill(s.x);
    const z = bottom + (edge(s.x) - bottom) * share;
    const height = (z - sill(s.x)) / (edge(s.x) - sill(s.x));
    const width = half * plan(s.x) * side(height);
    if (s.end === 'flank') return [s.x, width + flare(d, s.x, z), z];
    const back = s.end === 'nose' ? d.length / 2 - nose(height) : -d.length / 2 + tail(height);
    const anchor = s.end === 'nose' ? noseAnchor : tailAnchor;
    return [anchor + (back - anchor) * s.reach, width * s.fraction, z];
  };
  const corner = (end: 'nose' | 'tail', fraction: number): Station => {
    const exponent = end === 'nose' ? d.noseExponent : d.tailExponent;
    const reach = pow(Math.max(0, 1 - pow(fraction, exponent)), 1 / exponent);
    const anchor = end === 'nose' ? noseAnchor : tailAnchor;
    const depth = end === 'nose' ? d.noseCorner : -d.tailCorner;
    return { fraction, reach, end, x: anchor + depth * reach, seam: false };
  };
  const stations = [
    ...fineness.corner.map((f) => corner('nose', f)),
    ...flankStations(d, fineness, noseAnchor, tailAnchor),
    ...[...fineness.corner].reverse().map((f) => corner('tail', f)),
  ];
  const outward = (s: Station): readonly [number, number] => {
    if (s.end === 'flank') return [0, 1];
    const n = s.end === 'nose' ? d.noseExponent : d.tailExponent;
    const depth = s.end === 'nose' ? d.noseCorner : d.tailCorner;
    const [gx, gy] = [pow(s.reach, n - 1) / depth, s.fraction > 0 ? pow(s.fraction, n - 1) / half : 0];
    const size = Math.sqrt(gx * gx + gy * gy);
    return [((s.end === 'nose' ? 1 : -1) * gx) / size, gy / size];
  };
  const columns = stations.map((s) => {
    const band = fineness.rows.map((share) => at(s, share));
    const low = band[0] as Vec3;
    const top = band[band.length - 1] as Vec3;
    const [nx, ny] = outward(s);
    const r = d.shoulderRadius;
    const roll = fineness.roll.map((a): Vec3 => {
      const inwards = r * (1 - cos(a));
      return [top[0] - nx * inwards, Math.max(0, top[1] - ny * inwards), top[2] + r * sin(a)];
    });
    const rim = roll[roll.length - 1] as Vec3;
    const rise = (crown(rim[0]) + r * (1 - sin(ROLLED))) * Math.min(1, rim[1] / (0.35 * half));
    const lid = inBed(d, s)
      ? bedAcross(rim, d.bed?.floor ?? 0, fineness.lid.length)
      : fineness.lid.map((v): Vec3 => [rim[0], rim[1] * (1 - v), rim[2] + rise * (1 - (1 - v) * (1 - v))]);
    const well = Math.max(0, low[1] - 0.26);
    const inset = low[0] - nx * 0.05;
    const floor = sill(s.x) + 0.01;
    return [[inset, 0, floor], [inset, well, floor], [inset, well, low[2] + 0.002], ...band, ...roll, ...lid] as Vec3[];
  });
  return {
    stations,
    at,
    columns,
    lipRow: 3,
    noseAnchor,
    tailAnchor,
    nose: (f, share) => at(corner('nose', f), share),
    tail: (f, share) => at(corner('tail', f), share),
    flank: (x, share) => at({ fraction: 1, reach: 0, end: 'flank', x, seam: false }, share),
    lidHeight: (x) => belt(x) + crown(x),
  };
}

/** Whether the lid at this station is a bed's floor. */
export function inBed({ bed, length }: BodyDesign, { x }: Station): boolean {
  return bed !== undefined && x < bed.from && x > -length / 2 + 0.08;
}

/** Down the inside of the wall and over the floor. */
function bedAcross([x, y, z]: Vec3, floor: number, points: number): Vec3[] {
  const inside = Math.max(0, y - 0.06);
  const path: Vec3[] = [
    [x, inside, z],
    [x, Math.max(0, inside - 0.01), floor],
    [x, 0, floor],
  ];
  return path.slice(3 - points);
}

/** Lip of the wheel arch: up to 12 mm proud, gone 7 cm away. */
function flare(d: BodyDesign, x: number, z: number): number {
  const near = [d.frontAxle, d.rearAxle].map((axle) => {
    const [dx, dz] = [x - axle, z - d.wheelRadius];
    const away = (Math.sqrt(dx * dx + dz * dz) - d.archRadius) / 0.07;
    return dz < 0 ? 0 : Math.max(0, 1 - Math.abs(away));
  });
  return 0.012 * Math.max(...near);
}

function flankStations(d: BodyDesign, { arch, flank, name }: Fineness, from: number, to: number): Station[] {
  const arches = [d.frontAxle, d.rearAxle].flatMap((axle) => [
    ...(arch.length === 0 ? [] : [axle + d.archRadius + 0.004, axle - d.archRadius - 0.004]),
    ...arch.map((deg) => axle + d.archRadius * cos((deg * Math.PI) / 180)),
  ]);
  const doors = name === 'near' ? d.doors.flatMap((x) => [x + SEAM / 2, x - SEAM / 2]) : [];
  const between = Array.from({ length: flank }, (_, k) => {
    const [front, rear] = [d.frontAxle - d.archRadius, d.rearAxle + d.archRadius];
    return front + ((rear - front) * (k + 1)) / (flank + 1);
  });
  const keep = [...arches, ...doors, from, to];
  const spaced = between.filter((x) => keep.every((k) => Math.abs(k - x) > 0.05));
  const clear = arches.filter((x) => doors.every((k) => Math.abs(k - x) > 0.012));
  const all = [...spaced, ...clear, ...doors, from, to].filter((x) => x <= from && x >= to).sort((a, b) => b - a);
  return all.map((x) => ({
    fraction: 1,
    reach: 0,
    end: 'flank',
    x,
    seam: name === 'near' && d.doors.some((door) => Math.abs(door + SEAM / 2 - x) < 1e-9),
  }));
}
