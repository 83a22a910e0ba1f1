/** Bodies as ScenarioObjects. */
import type { ConcreteActor } from '#contracts/scenario';
import type { BodySpec } from '#contracts/scene';
import { sub } from '#core/pose';
import { element, type XmlElement } from '../xml/element.js';
import { categoryOf, REAR_AXLE_SHARE, referencePointOf } from './categories.js';

/** Masses are the simulator's own business; the schema asks for one of what walks or lies about. kg */
const NOMINAL_MASS = { Pedestrian: 75, MiscObject: 20 } as const;
/** Wide enough to hold back nothing that a run does: m/s, m/s^2. */
const LIMITS = { maxSpeed: 120, maxAcceleration: 50, maxDeceleration: 50 } as const;

/** @param actor missing for what only stands there */
export function scenarioObjectOf(body: BodySpec, actor?: ConcreteActor): XmlElement {
  return element('ScenarioObject', { name: body.id }, entityOf(body, actor));
}

function entityOf(body: BodySpec, actor: ConcreteActor | undefined): XmlElement {
  const { entity, category } = categoryOf(body);
  const name = actor?.kind ?? body.look.asset;
  const box = boundingBoxOf(body);
  const properties = propertiesOf(body, actor);
  if (entity === 'Pedestrian')
    return element(entity, { name, pedestrianCategory: category, mass: NOMINAL_MASS[entity] }, box, properties);
  if (entity === 'MiscObject')
    return element(entity, { name, miscObjectCategory: category, mass: NOMINAL_MASS[entity] }, box, properties);
  return element(entity, { name, vehicleCategory: category }, box, element('Performance', LIMITS), axlesOf(body), properties);
}

function boundingBoxOf(body: BodySpec): XmlElement {
  const [x, y, z] = sub(body.box.center, referencePointOf(body));
  const [length, width, height] = body.box.size;
  return element('BoundingBox', {}, element('Center', { x, y, z }), element('Dimensions', { length, width, height }));
}

/** Of usual proportions: wheels of 0.65 m or a third of the height. */
function axlesOf({ box: { size } }: BodySpec): XmlElement {
  const [length, width, height] = size;
  const wheelDiameter = Math.min(0.65, height / 3);
  const axle = (name: string, positionX: number, maxSteering: number): XmlElement =>
    element(name, { maxSteering, positionX, positionZ: wheelDiameter / 2, trackWidth: 0.85 * width, wheelDiameter });
  return element('Axles', {}, axle('FrontAxle', 2 * REAR_AXLE_SHARE * length, 0.6), axle('RearAxle', 0, 0));
}

/** What the standard has no word for. */
function propertiesOf({ look, class: name }: BodySpec, actor: ConcreteActor | undefined): XmlElement {
  const facts: Readonly<Record<string, string | undefined>> = {
    'nearmiss.kind': actor?.kind ?? look.asset,
    'nearmiss.class': name,
    'nearmiss.role': actor?.role ?? 'prop',
    'nearmiss.controller': actor?.controller?.type,
  };
  const written = Object.entries(facts).flatMap(([key, value]) =>
    value === undefined ? [] : [element('Property', { name: key, value })],
  );
  return element('Properties', {}, ...written);
}
