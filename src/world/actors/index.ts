/** Which body moves how, and what it weighs (kg; typical kerb weights, body masses of hazards.md 5.5's species). */
import type { BodyAsset } from '#contracts/model';
import { infrastructureError } from '#core/errors';
import type { MotionKind } from '../body.js';

interface Mover {
  readonly asset: string;
  readonly kind: MotionKind;
  readonly mass: number;
}

export const movers: readonly Mover[] = [
  { asset: 'sedan', kind: 'wheeled', mass: 1500 },
  { asset: 'hatchback', kind: 'wheeled', mass: 1250 },
  { asset: 'suv', kind: 'wheeled', mass: 1900 },
  { asset: 'van', kind: 'wheeled', mass: 2200 },
  { asset: 'city-car', kind: 'wheeled', mass: 1000 },
  { asset: 'old-hatchback', kind: 'wheeled', mass: 900 },
  { asset: 'old-sedan', kind: 'wheeled', mass: 1300 },
  { asset: 'estate', kind: 'wheeled', mass: 1550 },
  { asset: 'mpv', kind: 'wheeled', mass: 1650 },
  { asset: 'pickup', kind: 'wheeled', mass: 2100 },
  { asset: 'delivery-van', kind: 'wheeled', mass: 2600 },
  { asset: 'box-van', kind: 'wheeled', mass: 2900 },
  { asset: 'truck', kind: 'wheeled', mass: 9000 },
  { asset: 'tipper-truck', kind: 'wheeled', mass: 13000 },
  { asset: 'garbage-truck', kind: 'wheeled', mass: 15000 },
  { asset: 'bus', kind: 'wheeled', mass: 12000 },
  { asset: 'motorcycle', kind: 'wheeled', mass: 280 },
  { asset: 'scooter', kind: 'wheeled', mass: 210 },
  { asset: 'parked-motorcycle', kind: 'wheeled', mass: 200 },
  { asset: 'parked-scooter', kind: 'wheeled', mass: 130 },
  { asset: 'cyclist', kind: 'wheeled', mass: 90 },
  { asset: 'child-cyclist', kind: 'wheeled', mass: 40 },
  { asset: 'bicycle', kind: 'wheeled', mass: 16 },
  { asset: 'pedestrian-adult', kind: 'walker', mass: 75 },
  { asset: 'pedestrian-child', kind: 'walker', mass: 25 },
  // An adult and a chair of 15 kg.
  { asset: 'wheelchair-user', kind: 'walker', mass: 90 },
  { asset: 'white-tailed-deer', kind: 'walker', mass: 70 },
  { asset: 'roe-deer', kind: 'walker', mass: 23 },
  { asset: 'red-deer', kind: 'walker', mass: 130 },
  { asset: 'moose', kind: 'walker', mass: 400 },
  { asset: 'wild-boar', kind: 'walker', mass: 90 },
  { asset: 'red-kangaroo', kind: 'walker', mass: 60 },
  { asset: 'dog', kind: 'walker', mass: 25 },
  { asset: 'red-fox', kind: 'walker', mass: 7 },
  { asset: 'badger', kind: 'walker', mass: 11 },
  { asset: 'cow', kind: 'walker', mass: 600 },
  { asset: 'sheep', kind: 'walker', mass: 70 },
  { asset: 'quadrotor', kind: 'quadrotor', mass: 1.5 },
  { asset: 'hexarotor', kind: 'flyer', mass: 11 },
  { asset: 'bird', kind: 'flyer', mass: 1 },
  { asset: 'balloon', kind: 'drifter', mass: 0.1 },
  { asset: 'lost-load', kind: 'load', mass: 20 },
  { asset: 'traffic-cone', kind: 'load', mass: 4 },
  { asset: 'barrel', kind: 'load', mass: 25 },
  { asset: 'debris', kind: 'load', mass: 8 },
  { asset: 'crane', kind: 'fixed', mass: 40000 },
  { asset: 'wire', kind: 'fixed', mass: 500 },
  { asset: 'distractor', kind: 'fixed', mass: 1 },
];

/** The author's own bodies say it themselves. */
export function moverOf({ name, imported }: Pick<BodyAsset, 'name' | 'imported'>): Omit<Mover, 'asset'> {
  const own = imported?.mover;
  const mover = own === undefined ? movers.find((each) => each.asset === name) : { kind: own.kind, mass: own.massKg };
  if (mover === undefined)
    throw infrastructureError('NM3001', `nothing says how "${name}" moves`, 'add it to src/world/actors');
  return mover;
}
