/** From a reference design and a look to a car: stretched to the wanted outline, on four wheels, with lamps. */
import type { Look } from '#contracts/scene';
import type { Vec3 } from '#core/pose';
import type { CurvePoint } from '../mesh/curve.js';
import type { VehicleDesign } from './asset.js';
import { buildBodywork } from './bodywork.js';
import type { BodyDesign, CabinDesign, Outline } from './design.js';
import { outlineOf } from './traits.js';

export function carDesign(reference: BodyDesign, look: Look, spokes: number): VehicleDesign {
  const d = stretched(reference, outlineOf(look, reference));
  const y = d.width / 2 - d.tyreWidth / 2 - 0.022;
  const lamp = (side: number): Vec3 => [d.length / 2 - 0.12, side * d.width * 0.36, d.height * 0.43];
  return {
    outline: { length: d.length, width: d.width, height: d.height },
    bodywork: () => buildBodywork(d),
    wheel: { radius: d.wheelRadius, rimRadius: d.rimRadius, width: d.tyreWidth, spokes },
    wheels: [
      { position: [d.frontAxle, y, d.wheelRadius], steers: true },
      { position: [d.frontAxle, -y, d.wheelRadius], steers: true },
      { position: [d.rearAxle, y, d.wheelRadius], steers: false },
      { position: [d.rearAxle, -y, d.wheelRadius], steers: false },
    ],
    headlamps: [lamp(1), lamp(-1)],
  };
}

/** Lengths and heights scaled to the wanted outline; wheels keep their size, so arches stay round. */
function stretched(d: BodyDesign, to: Outline): BodyDesign {
  const [kx, kz] = [to.length / d.length, to.height / d.height];
  const x = (v: number): number => v * kx;
  const overX = (points: readonly CurvePoint[], ky = 1): CurvePoint[] => points.map(([a, b]) => [a * kx, b * ky]);
  const pane = (p: CabinDesign['windscreen']): CabinDesign['windscreen'] => ({
    base: x(p.base),
    baseCorner: x(p.baseCorner),
    top: x(p.top),
    topCorner: x(p.topCorner),
  });
  return {
    ...d,
    ...to,
    frontAxle: x(d.frontAxle),
    rearAxle: x(d.rearAxle),
    sill: overX(d.sill),
    belt: overX(d.belt, kz),
    crown: overX(d.crown),
    plan: overX(d.plan),
    cabin: {
      ...d.cabin,
      windscreen: pane(d.cabin.windscreen),
      backlight: pane(d.cabin.backlight),
      roofEdge: overX(d.cabin.roofEdge, kz),
    },
    doors: d.doors.map(x),
    handles: d.handles.map(x),
  };
}
