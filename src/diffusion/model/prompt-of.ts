/** What a frame's own weather and light would be called: the prompt where the author leaves it open, and the words that training pairs carry. */
import type { Medium } from '#contracts/frame';
import { asin, PI } from '#core/math';
import type { Prompt } from './prompt.js';

const DEGREE = PI / 180;
/** Sky's light on the horizontal at which it counts as night, and as dusk, lx (civil twilight ends at 3.4). */
const NIGHT_LX = 5;
const DUSK_LX = 2000;
const LOW_SUN = 18 * DEGREE;
/** 1/m: an optical range of 1.5 km. */
const FOG = 3 / 1500;

export function promptOf(medium: Medium): Prompt {
  return { weather: weatherOf(medium), time: timeOf(medium), ...(medium.snowCover > 0.3 ? { season: 'winter' } : {}) };
}

function weatherOf({ extinctionPerM, rainMmPerH, snowMmPerH, snowCover, wetness, cloudCover }: Medium) {
  if (snowMmPerH > 0 || snowCover > 0.3) return 'snow';
  if (rainMmPerH > 0.1 || wetness > 0.6) return 'rain';
  if (extinctionPerM > FOG) return 'fog';
  return cloudCover > 0.7 ? 'overcast' : 'clear';
}

function timeOf({ sunDirection, sunIlluminanceLx, skyIlluminanceLx }: Medium) {
  const onTheGround = skyIlluminanceLx + sunIlluminanceLx * Math.max(0, sunDirection[2]);
  if (onTheGround < NIGHT_LX) return 'night';
  if (onTheGround < DUSK_LX) return 'dusk';
  return asin(sunDirection[2]) < LOW_SUN && sunIlluminanceLx > 0 ? 'low-sun' : 'day';
}
