/** From the few measures that one can read off a side view to the whole shape of a car. */
import { lerp } from '#core/math';
import type { BodyDesign, Outline, Span } from './design.js';
import type { Face } from './face.js';

export interface Proportions extends Outline {
  readonly wheelbase: number;
  /** From the foremost point to the front axle, m. */
  readonly frontOverhang: number;
  readonly wheel: { readonly radius: number; readonly width: number; readonly rim: number };
  /** Lower edge of the sill, m. */
  readonly sill: number;
  /** Height of the wing's edge at the nose and at the windscreen's foot, m. */
  readonly bonnet: { readonly lip: number; readonly cowl: number };
  /** Lower edge of the side windows at front and rear, m. */
  readonly waist: readonly [front: number, rear: number];
  /** Upper edge of boot or tailgate below its glass, m. */
  readonly tailTop: number;
  /** From the front axle backwards to the middle of the windscreen's foot, and how far its top lies behind that, m. */
  readonly screen: { readonly foot: number; readonly run: number };
  /** From the rear end forwards to the middle of the back light's foot, and how far its top lies ahead of that, m. */
  readonly back: { readonly foot: number; readonly run: number };
  /** How much lower the roof's edge is at the rear than at its highest, m. */
  readonly roofDrop: number;
  /** Half width of the roof over half the body's. */
  readonly roofWidth: number;
  /** 0: as round as cars of about 2000; 1: as straight as those of about 1980. */
  readonly boxy: number;
  readonly sides: readonly Span[];
  /** x of shut lines as shares between the windscreen's foot (0) and the back light's (1). */
  readonly doors: readonly number[];
  /** Share of the back light that is glass, from the top; none: no glass at all. */
  readonly backGlass?: number;
  readonly face: Face;
  readonly cladding?: boolean;
  readonly roofRails?: boolean;
  readonly twinDoors?: boolean;
  /** Height of an open bed's floor behind the cab, m. */
  readonly bedFloor?: number;
}

/** How far a bumper of its own stands off the skin, m: the skin ends that much before the length does. */
const BUMPER = 0.034;

export function bodyOf(p: Proportions): BodyDesign {
  const front = p.length / 2;
  const frontAxle = front - p.frontOverhang;
  const rearAxle = frontAxle - p.wheelbase;
  const [foot, backFoot] = [frontAxle - p.screen.foot, -front + p.back.foot];
  const soft = 1 - p.boxy;
  const corner = 0.12 + 0.24 * soft;
  const footCorner = foot - corner;
  const recess = p.face.bumper === undefined ? 0 : BUMPER;
  const roof = p.height - 0.05 - 0.03 * soft;
  const top = foot - p.screen.run;
  const backTop = backFoot + p.back.run;
  const bonnet = (share: number): number => lerp(p.bonnet.cowl, p.bonnet.lip, share);
  const topCorner = top - lerp(0.05, 0.2, soft);
  const backTopCorner = backTop + lerp(0.04, 0.14, soft);
  const tailLip = p.sill + lerp(0.1, 0.06, p.boxy);
  return {
    length: p.length,
    width: p.width,
    height: p.height,
    frontAxle,
    rearAxle,
    wheelRadius: p.wheel.radius,
    tyreWidth: p.wheel.width,
    rimRadius: p.wheel.rim,
    archRadius: p.wheel.radius + (p.cladding === true ? 0.05 : 0.038),
    sill: increasing([
      [-front, tailLip],
      [rearAxle - 0.2, p.sill + 0.02],
      [rearAxle + 0.6, p.sill],
      [frontAxle - 0.5, p.sill - 0.005],
      [frontAxle + 0.3, p.sill],
      [front, p.sill + 0.01],
    ]),
    belt: increasing([
      [-front, p.tailTop - 0.012],
      [-front + Math.min(0.4, p.back.foot * 0.8 + 0.05), p.tailTop],
      [Math.max(backFoot + 0.25, rearAxle - 0.1), Math.max(p.waist[1], p.tailTop - 0.02)],
      [rearAxle + 0.65, p.waist[1]],
      [footCorner - 0.15, p.waist[0]],
      [foot + 0.05, bonnet(0)],
      [lerp(foot, front, 0.45), bonnet(0.32)],
      [lerp(foot, front, 0.82), bonnet(0.72)],
      [front - 0.02, bonnet(1)],
    ]),
    crown: increasing([
      [-front + 0.02, 0],
      [-front + 0.3, 0.022 * soft + 0.008],
      [backFoot + 0.4, 0.035],
      [foot, 0.03 + 0.03 * soft],
      [lerp(foot, front, 0.6), 0.025 + 0.035 * soft],
      [front - 0.25, 0.012 + 0.02 * soft],
      [front - 0.02, 0],
    ]),
    shoulderRadius: lerp(0.03, 0.065, soft),
    plan: increasing([
      [-front + 0.02, lerp(0.965, 0.93, soft)],
      [-front + 0.6, lerp(0.985, 0.965, soft)],
      [rearAxle + 0.1, 0.988],
      [0, 1],
      [0.4, 1],
      [frontAxle, 0.985],
      [front - 0.5, lerp(0.975, 0.955, soft)],
      [front - 0.02, lerp(0.95, 0.925, soft)],
    ]),
    side: [
      [0, lerp(0.955, 0.94, soft)],
      [0.12, 0.97],
      [0.4, 0.992],
      [0.6, 1],
      [0.68, 1],
      [0.8, 0.992],
      [0.9, lerp(0.985, 0.976, soft)],
      [1, lerp(0.975, 0.952, soft)],
    ],
    nose: noseOf(soft, recess),
    tail: tailOf(p, soft, recess),
    noseCorner: lerp(0.3, 0.6, soft),
    noseExponent: lerp(4.2, 2.5, soft),
    tailCorner: lerp(0.25, 0.48, soft),
    tailExponent: lerp(4.5, 3, soft),
    cabin: {
      windscreen: { base: foot, baseCorner: footCorner, top, topCorner },
      backlight: { base: backFoot, baseCorner: backFoot + lerp(0.06, 0.18, soft), top: backTop, topCorner: backTopCorner },
      waist: [lerp(0.94, 0.915, soft), lerp(0.93, 0.885, soft)],
      roofWidth: [p.roofWidth, p.roofWidth - 0.015],
      roofEdge: increasing([
        [backTop - 0.02, roof - p.roofDrop - 0.02 * soft],
        [lerp(backTopCorner, topCorner, 0.35), roof - p.roofDrop * 0.3],
        [lerp(backTopCorner, topCorner, 0.7), roof],
        [topCorner, roof - 0.02],
        [top, roof - 0.055 * lerp(0.5, 1, soft)],
      ]),
      roofCrown: lerp(0.02, 0.035, soft),
      roofRadius: lerp(0.045, 0.075, soft),
      sides: p.sides,
      backGlass: p.backGlass !== undefined,
      backGlassFrom: p.backGlass ?? 1,
    },
    face: p.face,
    doors: p.doors.map((share) => lerp(footCorner + 0.1, backFoot + 0.2, share)),
    handles: p.doors.slice(1).map((share) => lerp(footCorner + 0.1, backFoot + 0.2, share) + 0.24),
    cladding: p.cladding ?? false,
    roofRails: p.roofRails ?? false,
    twinDoors: p.twinDoors ?? false,
    ...(p.bedFloor === undefined ? {} : { bed: { from: backFoot - 0.06, floor: p.bedFloor } }),
  };
}

type Points = readonly (readonly [x: number, y: number])[];

/** Leaves out points that don't lie ahead of the one before: short bonnets and tails need fewer. */
function increasing(points: Points): Points {
  return points.filter(([x], i) => i === 0 || points.slice(0, i).every(([before]) => x > before + 0.02));
}

function noseOf(soft: number, recess: number): Points {
  return [
    [0, 0.05 + 0.06 * soft],
    [0.1, 0.02 + 0.02 * soft],
    [0.28, 0.004],
    [0.42, 0],
    [0.62, 0.012],
    [0.82, lerp(0.02, 0.045, soft)],
    [1, lerp(0.03, 0.1, soft)],
  ].map(([share, back]) => [share as number, (back as number) + recess]);
}

/** A tailgate leans from the bumper up; a boot ends in an edge. */
function tailOf({ back }: Proportions, soft: number, recess: number): Points {
  const gate = back.foot < 0.45;
  const lean = gate ? 0.05 + 0.05 * soft : 0.03;
  return [
    [0, 0.06 + 0.05 * soft],
    [0.12, 0.03 + 0.02 * soft],
    [0.3, 0.005],
    [0.4, 0],
    [0.46, 0],
    [0.53, gate ? 0.022 : 0.016],
    [0.72, gate ? lean * 0.6 : 0.026],
    [0.9, gate ? lean * 0.85 : 0.022],
    [1, gate ? lean : 0.03],
  ].map(([share, off]) => [share as number, (off as number) + recess]);
}
