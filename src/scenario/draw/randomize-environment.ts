/** Another hour, and light of another colour. */
import type { Environment } from '#contracts/scenario';
import { lerp, wrapAngle } from '#core/math';
import type { Dials } from './randomize.js';

export function variedEnvironment(environment: Environment, dials: Dials | undefined): Environment {
  if (dials === undefined) return environment;
  return withLight(atAnotherHour(environment, dials), dials);
}

/** Elevation and azimuth go towards drawn ones by the strength; the light follows the sun, whatever illuminance was stated. */
function atAnotherHour(environment: Environment, dials: Dials): Environment {
  if (!dials.on('time')) return environment;
  const strength = dials.strength('time');
  const { illuminanceLx: _stated, ...rest } = environment;
  const sunElevation = lerp(environment.sunElevation, dials.figure('time', 'elevation'), strength);
  const sunAzimuth = environment.sunAzimuth + wrapAngle(dials.figure('time', 'azimuth') - environment.sunAzimuth) * strength;
  dials.note('time.elevation', sunElevation);
  dials.note('time.azimuth', sunAzimuth);
  return { ...rest, sunElevation, sunAzimuth };
}

function withLight(environment: Environment, dials: Dials): Environment {
  if (!dials.on('light')) return environment;
  const light = {
    sunMired: dials.figure('light', 'sunMired'),
    skyMired: dials.figure('light', 'skyMired'),
    sunShare: dials.figure('light', 'sunShare'),
  };
  for (const [name, value] of Object.entries(light)) dials.note(`light.${name}`, value);
  return { ...environment, light };
}
