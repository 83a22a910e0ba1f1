/** A prompt in words, for models that were trained on captions. */
import type { Prompt } from '../model/prompt.js';

const WEATHER: Readonly<Record<NonNullable<Prompt['weather']>, string>> = {
  clear: 'clear sky',
  overcast: 'overcast sky, soft light',
  fog: 'dense fog',
  rain: 'rain, wet ground',
  snow: 'snow',
};
const TIME: Readonly<Record<NonNullable<Prompt['time']>, string>> = {
  day: 'daylight',
  'low-sun': 'low sun, long shadows',
  dusk: 'dusk',
  night: 'night',
};

/** What every picture is, whatever else is asked for. */
const SUBJECT = 'photograph of an outdoor scene taken by a camera';

/** @returns words parted by commas; what the prompt leaves open is not said */
export function wordsOf({ weather, time, season, style }: Prompt): string {
  const parts = [
    SUBJECT,
    weather === undefined ? undefined : WEATHER[weather],
    time === undefined ? undefined : TIME[time],
    season,
    style?.replaceAll('-', ' '),
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
