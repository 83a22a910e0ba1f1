/** Weather and light of Init as the language's environment. */
import type { XmlNode } from '../xml/read.js';
import { child, descendants, quantity, rounded, type Values, within } from './values.js';

const OKTAS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const CLOUDS: Readonly<Record<string, number>> = { free: 0, cloudy: 50, overcast: 100, rainy: 100, skyOff: 0 };
/** As clear as it gets here: no fog is written beyond, m. */
const CLEAR = 20_000;

export function environmentYaml(root: XmlNode, values: Values): Readonly<Record<string, unknown>> {
  const [environment] = descendants(within(root, 'Storyboard', 'Init'), 'Environment');
  const weather = child(environment, 'Weather');
  if (environment === undefined || weather === undefined) return {};
  return {
    ...sunYaml(child(weather, 'Sun'), values),
    ...cloudYaml(weather, values),
    ...fogYaml(child(weather, 'Fog'), values),
    ...precipitationYaml(child(weather, 'Precipitation'), values),
    ...windYaml(child(weather, 'Wind'), values),
    ...wetnessYaml(child(environment, 'RoadCondition'), values),
  };
}

function sunYaml(node: XmlNode | undefined, values: Values): object {
  const [elevation, azimuth] = node === undefined ? [] : [values.figure(node, 'elevation'), values.figure(node, 'azimuth')];
  if (elevation === undefined) return {};
  return {
    sun: { elevation: quantity(elevation, 'rad'), ...(azimuth === undefined ? {} : { azimuth: quantity(azimuth, 'rad') }) },
  };
}

function cloudYaml(node: XmlNode, values: Values): object {
  const okta = OKTAS.indexOf(values.text(node, 'fractionalCloudCover')?.replace(/Oktas$/, '') ?? '');
  const state = values.text(node, 'cloudState') ?? '';
  const percent = okta >= 0 ? (okta / 8) * 100 : Object.hasOwn(CLOUDS, state) ? CLOUDS[state] : undefined;
  return percent === undefined ? {} : { cloud: `${percent} %` };
}

function fogYaml(node: XmlNode | undefined, values: Values): object {
  const range = node === undefined ? undefined : values.figure(node, 'visualRange');
  if (range === undefined || (range.expression === undefined && range.value >= CLEAR)) return {};
  return { fog: { mor: quantity({ ...range, value: Math.max(5, range.value) }, 'm') } };
}

function precipitationYaml(node: XmlNode | undefined, values: Values): object {
  if (node === undefined) return {};
  const type = values.text(node, 'precipitationType');
  const rate = values.figure(node, 'precipitationIntensity');
  if ((type !== 'rain' && type !== 'snow') || rate === undefined) return {};
  return { [type]: quantity(rate, 'mm/h') };
}

/** Written as where it comes from; north is where the place's road begins by default. */
function windYaml(node: XmlNode | undefined, values: Values): object {
  const speed = node === undefined ? undefined : values.figure(node, 'speed');
  if (node === undefined || speed === undefined) return {};
  const to = values.fixed(node, 'direction') ?? 0;
  return { wind: { speed: quantity(speed, 'm/s'), from: `${rounded(-to - Math.PI)} rad` } };
}

const WETNESS: Readonly<Record<string, number>> = { dry: 0, moist: 20, wetWithPuddles: 60, lowFlooded: 100, highFlooded: 100 };

function wetnessYaml(node: XmlNode | undefined, values: Values): object {
  const wetness = node === undefined ? '' : (values.text(node, 'wetness') ?? '');
  return Object.hasOwn(WETNESS, wetness) ? { wetness: `${WETNESS[wetness]} %` } : {};
}
