/** One draw of a scenario as it looks in other styles: plain, its own, and in light, colours and camera of other draws. */
import type { CameraSensor } from '#contracts/rig';
import type { ConcreteScenario, Environment } from '#contracts/scenario';
import { PI } from '#core/math';

/** What a draw lends to another one's picture. */
export interface Donor {
  readonly scenario: ConcreteScenario;
  /** `look`: its colours and camera; `all`: its weather and light too. */
  readonly lends: 'look' | 'all';
}

const NOON: Partial<Environment> = {
  sunElevation: (50 * PI) / 180,
  cloudCover: 1,
  rainMmPerH: 0,
  snowMmPerH: 0,
  fogMorM: 20_000,
  wetness: 0,
  snowCover: 0,
};

/** Overcast noon, nothing randomized, a camera without a character. */
export function plainly(base: ConcreteScenario): ConcreteScenario {
  const { light: _light, illuminanceLx: _lx, banks: _banks, ...environment } = base.environment;
  return dressed(base, { ...environment, ...NOON }, undefined, undefined);
}

/** What moves stays: the wind, and where north is. */
export function lentBy({ scenario: donor, lends }: Donor, base: ConcreteScenario): ConcreteScenario {
  const { windSpeed, windFrom, gustAmplitude, northHeading } = base.environment;
  const air = { ...donor.environment, windSpeed, windFrom, gustAmplitude, northHeading };
  return dressed(base, lends === 'all' ? air : base.environment, donor.appearance, cameraOf(donor));
}

function dressed(
  base: ConcreteScenario,
  environment: Environment,
  appearance: ConcreteScenario['appearance'],
  camera: CameraSensor | undefined,
): ConcreteScenario {
  const { appearance: _own, ...rest } = base;
  const actors = base.actors.map((actor) => ({
    ...actor,
    sensors: actor.sensors.map((sensor) => (sensor.type === 'camera' ? developed(sensor, camera) : sensor)),
  }));
  return { ...rest, environment, actors, ...(appearance === undefined ? {} : { appearance }) };
}

function developed(
  { development: _development, developmentRanges: _ranges, ...sensor }: CameraSensor,
  like: CameraSensor | undefined,
): CameraSensor {
  const { development, developmentRanges } = like ?? {};
  return {
    ...sensor,
    ...(development === undefined ? {} : { development }),
    ...(developmentRanges === undefined ? {} : { developmentRanges }),
  };
}

function cameraOf({ actors }: ConcreteScenario): CameraSensor | undefined {
  return actors.flatMap(({ sensors }) => sensors).find((sensor): sensor is CameraSensor => sensor.type === 'camera');
}
