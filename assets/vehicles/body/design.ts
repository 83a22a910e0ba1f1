/** The shape of one car body as numbers: what differs between a saloon, a hatchback, an SUV and a van. */
import type { CurvePoint } from '../../mesh/curve.js';
import type { Face } from './face.js';

/** Published outline of a vehicle, m. Width without mirrors (ISO 612). */
export interface Outline {
  readonly length: number;
  readonly width: number;
  readonly height: number;
}

/**
 * All x from the middle of the length, forward; z from the ground; half widths as shares of half the width.
 * Curves over x unless said otherwise.
 */
export interface BodyDesign extends Outline {
  readonly frontAxle: number;
  readonly rearAxle: number;
  /** Tyre's outer radius and width. */
  readonly wheelRadius: number;
  readonly tyreWidth: number;
  readonly rimRadius: number;
  /** Radius of the wheel arch's opening. */
  readonly archRadius: number;
  /** Lower edge of the skin: nose, sill, tail. */
  readonly sill: readonly CurvePoint[];
  /** Upper edge of the skin, where bonnet, windows and boot begin. */
  readonly belt: readonly CurvePoint[];
  /** How far bonnet and boot lid rise above the belt at the centre line. */
  readonly crown: readonly CurvePoint[];
  /** Radius of the rolled edge along the belt. */
  readonly shoulderRadius: number;
  /** Share of the half width over x (plan) ... */
  readonly plan: readonly CurvePoint[];
  /** ... and over the height between sill (0) and belt (1). */
  readonly side: readonly CurvePoint[];
  /** How far nose and tail stand back from the ends of the length, over the same height. */
  readonly nose: readonly CurvePoint[];
  readonly tail: readonly CurvePoint[];
  /** Length of the rounded corners in plan, and their superellipse exponents (2 round .. 5 boxy). */
  readonly noseCorner: number;
  readonly noseExponent: number;
  readonly tailCorner: number;
  readonly tailExponent: number;
  readonly cabin: CabinDesign;
  readonly face: Face;
  /** x of the vertical shut lines on the flank (front of front door, between the doors, rear of rear door). */
  readonly doors: readonly number[];
  /** x of the door handles' front ends. */
  readonly handles: readonly number[];
  /** Unpainted sills and arches. */
  readonly cladding: boolean;
  readonly roofRails: boolean;
  /** An open bed behind the cab: where it begins (x), and its floor's height, m. */
  readonly bed?: { readonly from: number; readonly floor: number };
  /** Two doors at the rear instead of a tailgate. */
  readonly twinDoors: boolean;
}

/** A windscreen or back light: x of its lower and upper edge, at the centre line and at the corners. */
export interface Screen {
  readonly base: number;
  readonly baseCorner: number;
  readonly top: number;
  readonly topCorner: number;
}

export interface Span {
  readonly to: number;
  readonly kind: 'glass' | 'pillar' | 'body';
}

export interface CabinDesign {
  readonly windscreen: Screen;
  readonly backlight: Screen;
  /** Share of the half width of the body at the waist (front and rear end) and at the roof (front and rear end). */
  readonly waist: readonly [front: number, rear: number];
  readonly roofWidth: readonly [front: number, rear: number];
  /** Height of the roof's edge over x; the crown's rise is added at the centre line. */
  readonly roofEdge: readonly CurvePoint[];
  readonly roofCrown: number;
  readonly roofRadius: number;
  /**
   * The side from the windscreen's corner (0) to the back light's corner (1), as spans in order; glass or not.
   * Between two panes a span of `pillar` (dark) or `body` (painted).
   */
  readonly sides: readonly Span[];
  readonly backGlass: boolean;
  /** Share of the pane's height that is glass at the back, from the top. */
  readonly backGlassFrom: number;
}
