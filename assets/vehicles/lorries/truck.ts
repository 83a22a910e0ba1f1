/** Lorries of the street: box lorry, box van, tipper, refuse collector. Traits: `length`, `width`, `height` m, `paint` (of the cab), `bodyPaint`, `dirt`. */
import { randomRoot } from '#core/random';
import { vehicleAsset } from '../asset.js';
import type { BodyDesign } from '../body/design.js';
import { faceOf } from '../body/faces.js';
import { bodyOf } from '../body/proportions.js';
import { refuseBody, tipperBody } from './bodies.js';
import { boxBody } from './box-body.js';
import { cabDesign, FRONT_OVERHANG } from './cab.js';
import { type LorryKind, lorryDesign } from './lorry.js';

/** Tyre 285/70 R19.5, 0.895 m across (ETRTO). */
const WHEEL = { radius: 0.448, rimRadius: 0.255, width: 0.283, spokes: 8, style: 'cover' } as const;
/** Tyre 315/80 R22.5, 1.076 m across (ETRTO). */
const BIG_WHEEL = { radius: 0.538, rimRadius: 0.3, width: 0.312, spokes: 10, style: 'cover' } as const;

/** Typical of the class: MAN TGL and Mercedes-Benz Atego 12 t with a 6 m box; from memory (grade M). */
const BOX: LorryKind = {
  outline: { length: 8.6, width: 2.5, height: 3.6 },
  wheel: WHEEL,
  twins: 0.32,
  cab: (width, height) => cabDesign(width - 0.1, Math.min(height - 0.6, 2.85), WHEEL.radius),
  frontOverhang: FRONT_OVERHANG,
  rearOverhangs: [2.1],
  floor: 1.12,
  body: (plan, fineness, look) => boxBody(plan, randomRoot(look.seed).child('decor').chance(0.5), fineness),
  paint: { usual: 'white' },
  bodyPaints: [
    [0.66, 0.67, 0.66],
    [0.66, 0.67, 0.66],
    [0.5, 0.51, 0.5],
    [0.2, 0.03, 0.03],
    [0.04, 0.09, 0.25],
    [0.5, 0.36, 0.04],
  ],
};

/** MAN TGS 6x4 tipper (maker's data: 7.5 x 2.5 x 3.3 m, axle spacing 3.6 + 1.4 m). */
const TIPPER: LorryKind = {
  outline: { length: 7.5, width: 2.5, height: 3.2 },
  wheel: BIG_WHEEL,
  twins: 0.34,
  cab: (width, height) => cabDesign(width - 0.1, height, BIG_WHEEL.radius),
  frontOverhang: 1.42,
  rearOverhangs: [0.95, 2.35],
  floor: 1.2,
  body: (plan, fineness) => tipperBody({ ...plan, height: 2.75, front: plan.front + 0.05 }, fineness),
  paint: {},
  bodyPaints: [
    [0.36, 0.15, 0.03],
    [0.2, 0.2, 0.2],
    [0.45, 0.35, 0.03],
    [0.06, 0.12, 0.2],
    [0.22, 0.03, 0.025],
  ],
};

/** Mercedes-Benz Econic 6x2 with a rear loader (makers' data: 9.5 x 2.5 x 3.55 m, axle spacing 3.9 + 1.35 m). */
const REFUSE: LorryKind = {
  outline: { length: 9.5, width: 2.5, height: 3.5 },
  wheel: { ...BIG_WHEEL, radius: 0.5 },
  twins: 0.34,
  cab: (width) => cabDesign(width - 0.06, 2.85, 0.5),
  frontOverhang: 1.42,
  rearOverhangs: [2.45, 3.8],
  floor: 1.05,
  body: refuseBody,
  paint: { usual: 'white' },
  bodyPaints: [
    [0.42, 0.15, 0.02],
    [0.05, 0.17, 0.07],
    [0.62, 0.62, 0.6],
    [0.45, 0.4, 0.04],
  ],
};

/** The cab of a large van, cut off behind its doors. */
function vanCab(): BodyDesign {
  const length = 2.25;
  const cab = bodyOf({
    length,
    width: 2.02,
    height: 2.3,
    wheelbase: 20,
    frontOverhang: 1,
    wheel: { radius: 0.348, width: 0.235, rim: 0.215 },
    sill: 0.26,
    bonnet: { lip: 1.0, cowl: 1.3 },
    waist: [1.28, 1.3],
    tailTop: 1.3,
    screen: { foot: -0.28, run: 0.75 },
    back: { foot: 0.05, run: 0.02 },
    roofDrop: 0,
    roofWidth: 0.83,
    boxy: 0.6,
    sides: [
      { to: 0.12, kind: 'body' },
      { to: 0.78, kind: 'glass' },
      { to: 1, kind: 'body' },
    ],
    doors: [0.1, 0.95],
    cladding: true,
    face: { ...faceOf(2010, 'tall', randomRoot(1)), tailLamp: { inner: 2, outer: 3, from: 0, to: 1, style: 'band', wrap: 0 } },
  });
  return cab;
}

/** Iveco Daily and Mercedes-Benz Sprinter 3.5 t with a box (makers' body builder data: 6.3 x 2.2 x 3.1 m, wheelbase 3.75 m). */
const BOX_VAN: LorryKind = {
  outline: { length: 6.3, width: 2.2, height: 3.1 },
  wheel: { radius: 0.348, rimRadius: 0.215, width: 0.235, spokes: 8, style: 'cover' },
  twins: 0.27,
  cab: vanCab,
  frontOverhang: 1,
  rearOverhangs: [1.55],
  floor: 0.95,
  body: (plan, fineness, look) => boxBody(plan, randomRoot(look.seed).child('decor').chance(0.6), fineness),
  paint: { usual: 'white' },
  bodyPaints: BOX.bodyPaints,
};

export const truck = vehicleAsset({
  name: 'truck',
  class: 'truck',
  title: 'Box lorry',
  source: 'modelled for nearmiss; sizes typical of a 12 t rigid with a 6 m box, tyres 285/70 R19.5',
  design: (look) => lorryDesign(BOX, look),
});

export const tipper = vehicleAsset({
  name: 'tipper-truck',
  class: 'truck',
  title: 'Three-axle tipper',
  source: 'modelled for nearmiss; sizes typical of a MAN TGS 6x4 tipper (7.5 x 2.5 x 3.2 m), tyres 315/80 R22.5',
  design: (look) => lorryDesign(TIPPER, look),
});

export const refuseTruck = vehicleAsset({
  name: 'garbage-truck',
  class: 'truck',
  title: 'Refuse collector with a rear loader',
  source: 'modelled for nearmiss; sizes typical of a Mercedes-Benz Econic 6x2 with a rear loader (9.5 x 2.5 x 3.5 m)',
  design: (look) => lorryDesign(REFUSE, look),
});

export const boxVan = vehicleAsset({
  name: 'box-van',
  class: 'truck',
  title: 'Small lorry with a box',
  source: 'modelled for nearmiss; sizes typical of an Iveco Daily 3.5 t with a box body (6.3 x 2.2 x 3.1 m)',
  design: (look) => lorryDesign(BOX_VAN, look),
});
