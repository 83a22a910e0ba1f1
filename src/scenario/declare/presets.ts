/** Names for weather and light (ISO 34503, OSI 3; hazards.md 5.7) as values in the middle of their classes. SI but for the names. */

export interface PresetValues {
  readonly sunElevation?: number;
  readonly illuminanceLx?: number;
  readonly cloudCover?: number;
  readonly rainMmPerH?: number;
  readonly snowMmPerH?: number;
  readonly fogMorM?: number;
  readonly windSpeed?: number;
  readonly wetness?: number;
}
const deg = Math.PI / 180;

export const presets: Readonly<Record<string, PresetValues>> = {
  noon: { sunElevation: 55 * deg },
  'low-sun': { sunElevation: 8 * deg },
  dusk: { sunElevation: -3 * deg },
  night: { sunElevation: -25 * deg },
  clear: { cloudCover: 0 },
  'partly-cloudy': { cloudCover: 0.4 },
  overcast: { cloudCover: 1 },
  'light-rain': { rainMmPerH: 1.2, cloudCover: 0.9, wetness: 0.5 },
  'moderate-rain': { rainMmPerH: 5, cloudCover: 1, wetness: 0.8 },
  'heavy-rain': { rainMmPerH: 25, cloudCover: 1, wetness: 1 },
  'violent-rain': { rainMmPerH: 70, cloudCover: 1, wetness: 1 },
  'light-snow': { snowMmPerH: 0.5, cloudCover: 1, fogMorM: 1500 },
  'moderate-snow': { snowMmPerH: 1.5, cloudCover: 1, fogMorM: 750 },
  'heavy-snow': { snowMmPerH: 3, cloudCover: 1, fogMorM: 300 },
  mist: { fogMorM: 1500 },
  fog: { fogMorM: 500 },
  'thick-fog': { fogMorM: 120 },
  'dense-fog': { fogMorM: 40 },
  'light-breeze': { windSpeed: 2.5 },
  'fresh-breeze': { windSpeed: 9.4 },
  gale: { windSpeed: 19 },
};
