/** Reference pilots for drones, and which reference drivers fit which egos. */

import type { ConcreteActor, Controller } from '#contracts/scenario';
import { usageError } from '#core/errors';
import { GUARD, windGuardFor } from '#scenario/drone-figures';
import { kinds } from '#scenario/index';
import type { LoadedScenario } from '../scenarios.js';
import type { SystemSpec } from './system.js';

type Routed = Extract<Controller, { type: 'route' | 'guarded-route' }>;

/** The scenario's own route, flown without a guard or with one. */
export const PILOTS: Readonly<Record<string, (ego: ConcreteActor) => Controller>> = {
  route: (ego) => ({ type: 'route', ...flightOf(ego) }),
  geofence: ({ controller, ...ego }) =>
    controller?.type === 'guarded-route'
      ? controller
      : {
          type: 'guarded-route',
          ...flightOf({ ...ego, ...(controller === undefined ? {} : { controller }) }),
          ...GUARD,
          wind: windGuardFor(GUARD.tilt),
        },
};

function flightOf({ id, controller }: ConcreteActor): Pick<Routed, 'waypoints' | 'speed' | 'corridorRadius' | 'arrivalRadius'> {
  if (controller?.type !== 'route' && controller?.type !== 'guarded-route') throw noRoute(`the ${id} of this scenario`);
  const { waypoints, speed, corridorRadius, arrivalRadius } = controller;
  return { waypoints, speed, corridorRadius, arrivalRadius };
}

const noRoute = (who: string) =>
  usageError(
    'NM7607',
    `${who} flies no route, and a pilot needs one`,
    'give it one: controller: {route: {waypoints: [...], speed: 8 m/s}}',
  );

/** Whether a body of that kind flies by rotors. */
export function fliesByRotors(kind: string): boolean {
  return kinds[kind]?.asset === 'quadrotor';
}

/** Looked at before anything is run. @throws NearmissError NM7607 (exit 2) where a driver is to fly or a pilot to drive */
export function needFitting(system: SystemSpec, { file, tree }: LoadedScenario): void {
  if (system.kind !== 'built-in' || system.name === 'constant') return;
  const { kind, controller } = tree.ego;
  const words = kind.type === 'word' ? [kind.word] : kind.type === 'choice' ? kind.options.map(({ word }) => word) : [];
  const pilot = PILOTS[system.name] !== undefined;
  for (const word of words)
    if (fliesByRotors(word) !== pilot)
      throw usageError(
        'NM7607',
        `--sut ${system.name} ${pilot ? 'flies drones' : 'drives on the road'}, and the ego of ${file} is a ${word}`,
        pilot
          ? 'give the scenarios with drones alone, or a driver: --sut r157'
          : `leave that scenario out, or give a pilot: --sut ${Object.keys(PILOTS).join(' or --sut ')}`,
      );
  if (pilot && (typeof controller !== 'object' || !['route', 'guardedRoute'].includes(controller.type)))
    throw noRoute(`the ego of ${file}`);
}
