/** Weather and light as an EnvironmentAction. Rates are in mm/h, ranges in m, illuminance in lx, as the standard has them. */
import type { Environment } from '#contracts/scenario';
import { PI, wrapAngle } from '#core/math';
import { element, type XmlElement } from '../xml/element.js';

const OKTAS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'] as const;
const TURN = 2 * PI;

/** @param friction factor on a dry road's friction; 1 when the caller does not know it */
export function environmentAction(environment: Environment, friction = 1): XmlElement {
  const weather = element(
    'Weather',
    { fractionalCloudCover: `${OKTAS[Math.round(8 * environment.cloudCover)] ?? 'eight'}Oktas` },
    element('Sun', {
      azimuth: positive(environment.sunAzimuth),
      elevation: environment.sunElevation,
      illuminance: environment.illuminanceLx,
    }),
    element('Fog', { visualRange: environment.fogMorM ?? 20_000 }),
    precipitationOf(environment),
    element('Wind', { direction: positive(windHeading(environment)), speed: environment.windSpeed }),
  );
  const road = element('RoadCondition', { frictionScaleFactor: friction, wetness: wetnessOf(environment.wetness) });
  const all = element('Environment', { name: 'environment' }, weather, road);
  return element('GlobalAction', {}, element('EnvironmentAction', {}, all));
}

function precipitationOf({ rainMmPerH, snowMmPerH }: Environment): XmlElement {
  const [precipitationType, precipitationIntensity] =
    snowMmPerH > rainMmPerH ? ['snow', snowMmPerH] : rainMmPerH > 0 ? ['rain', rainMmPerH] : ['dry', 0];
  return element('Precipitation', { precipitationIntensity, precipitationType });
}

/** The standard's wind is where it blows to, as a heading in the world; ours is where it comes from, clockwise from north. */
function windHeading({ northHeading, windFrom }: Environment): number {
  return northHeading - windFrom - PI;
}
function wetnessOf(wetness: number): string {
  return wetness < 0.05 ? 'dry' : wetness < 0.34 ? 'moist' : 'wetWithPuddles';
}
function positive(angle: number): number {
  const wrapped = wrapAngle(angle);
  return wrapped < 0 ? wrapped + TURN : wrapped;
}
