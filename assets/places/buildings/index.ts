/** Houses, shops, halls and towers by neighbourhood, in two levels of detail. Front along +x. */
import type { PlaceBatch } from '#contracts/model';
import type { Feature } from '#contracts/place';
import { randomRoot } from '#core/random';
import { cellBatches } from '../cells.js';
import { type BuildingLayer, LAYERS } from './kit.js';
import { BUILDINGS, type DrawBuilding } from './styles.js';
import type { Range } from './windows.js';

/** From here a window's bars and reveals are less than a pixel or two wide in a picture of 640, m. */
const CHANGE = 48;

export function isBuilding({ kind }: Feature): boolean {
  return Object.hasOwn(BUILDINGS, kind);
}

export function buildingBatches(features: readonly Feature[]): PlaceBatch[] {
  const draw =
    (range: Range) =>
    (kit: Parameters<DrawBuilding>[0], { kind, size, seed }: Feature): void =>
      (BUILDINGS[kind] as DrawBuilding)(kit, size, randomRoot(seed).child('building'), range);
  return cellBatches<BuildingLayer>('building', features, LAYERS, [
    { within: [0, CHANGE], draw: draw('near') },
    { within: [CHANGE, Number.POSITIVE_INFINITY], draw: draw('far') },
  ]);
}
