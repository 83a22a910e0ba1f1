/** Figures of a drawn environment that an axis of the operational design domain can look at, SI units. */
import type { Environment } from '#contracts/scenario';
import type { QuantityName } from '../units.js';

export interface OddFigure {
  readonly quantity: QuantityName;
  /** @param illuminanceLx on level ground, of sun, sky and moon */
  read(environment: Environment, illuminanceLx: () => number): number;
}

const MM_PER_H = 3.6e6;
/** Air without fog (science.md 4.3). */
const CLEAR_MOR_M = 20_000;

export const FIGURES = {
  'environment.illuminance': { quantity: 'illuminance', read: (_, illuminanceLx) => illuminanceLx() },
  'environment.sun.elevation': { quantity: 'angle', read: ({ sunElevation }) => sunElevation },
  'environment.cloud': { quantity: 'ratio', read: ({ cloudCover }) => cloudCover },
  'environment.fog.mor': { quantity: 'length', read: ({ fogMorM }) => fogMorM ?? CLEAR_MOR_M },
  'environment.rain': { quantity: 'precipitation', read: ({ rainMmPerH }) => rainMmPerH / MM_PER_H },
  'environment.snow': { quantity: 'precipitation', read: ({ snowMmPerH }) => snowMmPerH / MM_PER_H },
  'environment.wind.speed': { quantity: 'speed', read: ({ windSpeed }) => windSpeed },
  'environment.wetness': { quantity: 'ratio', read: ({ wetness }) => wetness },
  'environment.snowCover': { quantity: 'ratio', read: ({ snowCover }) => snowCover },
} as const satisfies Readonly<Record<string, OddFigure>>;
export type FigureName = keyof typeof FIGURES;
