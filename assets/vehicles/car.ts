/** From the proportions of a model and a look to a car: stretched to the wanted outline, on four wheels, with lamps. */
import type { Look } from '#contracts/scene';
import { randomRoot } from '#core/random';
import type { VehicleDesign } from './asset.js';
import { buildBodywork } from './body/bodywork.js';
import type { BodyDesign, Outline } from './body/design.js';
import { type Era, faceOf, type Gate } from './body/faces.js';
import type { Inside } from './body/inside.js';
import { headlampsOf } from './body/lamps.js';
import { bodyOf, type Proportions } from './body/proportions.js';
import { extrasOf, roofLoadOf } from './extras.js';
import { outlineOf } from './traits.js';

/** A real model's measures; its face is drawn by when it was made. */
export interface CarModel extends Omit<Proportions, 'face'> {
  /** What trait `model` calls it. */
  readonly name: string;
  readonly era: Era;
  readonly gate: Gate;
  /** Paint that three in five of them have. */
  readonly usualPaint?: string;
}

/** The one that trait `model` names, or one by seed. */
export function modelOf(models: readonly CarModel[], look: Look): CarModel {
  const named = models.find(({ name }) => name === look.traits.model);
  return named ?? randomRoot(look.seed).child('model').pick(models);
}

export function carDesign(model: CarModel, look: Look): VehicleDesign {
  const d = designOf(model, look);
  const y = d.width / 2 - d.tyreWidth / 2 - 0.015;
  const stream = randomRoot(look.seed).child('wheels');
  const style =
    model.era < 1995 ? stream.pick(['cover', 'steel', 'steel'] as const) : stream.pick(['alloy', 'alloy', 'cover'] as const);
  const dark = style === 'alloy' && model.era >= 2010 && stream.chance(0.25);
  return {
    outline: { length: d.length, width: d.width, height: d.height + roofLoadOf(look) },
    bodywork: (fineness) =>
      buildBodywork(d, fineness, { inside: insideOf(model, look), rearPlate: rearPlateOf(look), extras: extrasOf(look) }),
    wheel: {
      radius: d.wheelRadius,
      rimRadius: d.rimRadius,
      width: d.tyreWidth,
      spokes: style === 'cover' ? stream.pick([7, 9, 12]) : style === 'steel' ? 8 : stream.pick([5, 6, 7, 10]),
      style: style === 'steel' ? 'cover' : style,
    },
    rim: dark ? 'darkRim' : style === 'steel' ? 'steel' : 'rim',
    wheels: [
      { position: [d.frontAxle, y, d.wheelRadius], steers: true },
      { position: [d.frontAxle, -y, d.wheelRadius], steers: true },
      { position: [d.rearAxle, y, d.wheelRadius], steers: false },
      { position: [d.rearAxle, -y, d.wheelRadius], steers: false },
    ],
    get headlamps() {
      return headlampsOf(d);
    },
    paint: { old: model.era <= 1990, ...(model.usualPaint === undefined ? {} : { usual: model.usualPaint }) },
  };
}

/** The body's numbers for this look. */
export function designOf(model: CarModel, look: Look): BodyDesign {
  const outline = outlineOf(look, model);
  return bodyOf({ ...stretched(model, outline), face: faceOf(model.era, model.gate, randomRoot(look.seed).child('face')) });
}

function insideOf({ era }: CarModel, look: Look): Inside {
  const stream = randomRoot(look.seed).child('inside');
  return {
    privacy: era >= 2010 && stream.chance(0.35),
    wheel: look.traits.steering === 'right' ? -1 : 1,
    driver: look.traits.driver === 'yes',
  };
}

/** Trait `plates`: `yellow` at the rear as in Great Britain and the Netherlands; drawn for one in eight. */
function rearPlateOf(look: Look): 'plate' | 'yellowPlate' {
  const yellow =
    look.traits.plates === 'yellow' || (look.traits.plates === undefined && randomRoot(look.seed).child('plates').chance(0.12));
  return yellow ? 'yellowPlate' : 'plate';
}

/** Lengths and heights scaled to the wanted outline; wheels keep their size, so arches stay round. */
function stretched(model: CarModel, to: Outline): Omit<Proportions, 'face'> {
  const [kx, kz] = [to.length / model.length, to.height / model.height];
  return {
    ...model,
    ...to,
    wheelbase: model.wheelbase * kx,
    frontOverhang: model.frontOverhang * kx,
    bonnet: { lip: model.bonnet.lip * kz, cowl: model.bonnet.cowl * kz },
    waist: [model.waist[0] * kz, model.waist[1] * kz],
    tailTop: model.tailTop * kz,
    screen: { foot: model.screen.foot * kx, run: model.screen.run * kx },
    back: { foot: model.back.foot * kx, run: model.back.run * kx },
    roofDrop: model.roofDrop * kz,
  };
}
