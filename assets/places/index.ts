/** Triangles of a place: road, kerbs, buildings, trees, signs. */
import type { PlaceBatch } from '#contracts/model';
import type { Place } from '#contracts/place';

export function buildPlaceBatches(_place: Place): readonly PlaceBatch[] {
  return [];
}
