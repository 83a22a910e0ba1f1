/** Rigid box lorry of 12 t: cab over engine, box body, twin rear wheels. */
import type { Look } from '#contracts/scene';
import type { Vec3 } from '#core/pose';
import { type VehicleDesign, vehicleAsset, type Wheel } from './asset.js';
import { outlineOf } from './traits.js';
import { buildBox } from './truck-box.js';
import { buildCab, CAB_LENGTH, cabDesign, FRONT_OVERHANG } from './truck-cab.js';

/** Typical of the class: MAN TGL and Mercedes-Benz Atego 12 t with a 6 m box (manufacturers' body builder data). */
const OUTLINE = { length: 8.6, width: 2.5, height: 3.6 };
/** Tyre 285/70 R19.5, 0.895 m across (ETRTO). */
const WHEEL = { radius: 0.448, rimRadius: 0.255, width: 0.283, spokes: 8 };
const REAR_OVERHANG = 2.1;
const TWIN_SPACING = 0.32;

function design(look: Look): VehicleDesign {
  const { length, width, height } = outlineOf(look, OUTLINE);
  const front = length / 2;
  const cab = cabDesign(width - 0.1, Math.min(height - 0.6, 2.85), WHEEL.radius);
  const rearAxle = -front + REAR_OVERHANG;
  const cabBack = front - CAB_LENGTH;
  const axle = (x: number, y: number, steers: boolean, inner = false): Wheel[] =>
    [1, -1].map((side) => ({ position: [x, side * y, WHEEL.radius], steers, inner }));
  const y = width / 2 - WHEEL.width / 2 - 0.05;
  const lamp = (side: number): Vec3 => [front - 0.05, side * width * 0.37, 0.72];
  return {
    outline: { length, width, height },
    bodywork: (fineness) => [
      ...buildCab(cab, front - CAB_LENGTH / 2, fineness, { privacy: false, wheel: 1, driver: false }),
      ...buildBox({ front: cabBack - 0.12, rear: -front, width, height, rearAxle, wheelRadius: WHEEL.radius, cabBack }),
    ],
    wheel: WHEEL,
    wheels: [
      ...axle(front - FRONT_OVERHANG, y - 0.04, true),
      ...axle(rearAxle, y, false),
      ...axle(rearAxle, y - TWIN_SPACING, false, true),
    ],
    headlamps: [lamp(1), lamp(-1)],
    paint: { usual: 'white' },
  };
}

/** Traits: `length`, `width`, `height` m, `paint` (of the cab). */
export const truck = vehicleAsset({
  name: 'truck',
  class: 'truck',
  title: 'Box lorry',
  source: 'modelled for nearmiss; sizes typical of a 12 t rigid with a 6 m box, tyres 285/70 R19.5',
  design,
});
