/** Procedural places by layout name: the same spec gives the same place on every machine. */
import type { Place } from '#contracts/place';
import type { PlaceSpec } from '#contracts/scene';
import { createRegistry, type Registry } from '#core/registry';
import { onCamber } from './camber.js';
import { withExtras } from './extras/index.js';
import { type Layout, readOptions } from './layout.js';
import { motorway } from './layouts/motorway.js';
import { ruralTwoLane } from './layouts/rural-two-lane.js';
import { testTrack } from './layouts/test-track.js';
import { town } from './layouts/town.js';
import { urbanCanyon } from './layouts/urban-canyon.js';
import { urbanStreet } from './layouts/urban-street.js';

export { riseOf } from './camber.js';
export { groundHeightOf, isLevel, stepHeightOf } from './ground-height.js';
export { laneOf, lanePoint, projectToLane } from './lanes.js';
export type { Layout, LayoutOption } from './layout.js';

export const layouts: Registry<Layout> = createRegistry('layout', [
  ruralTwoLane,
  urbanStreet,
  town,
  motorway,
  urbanCanyon,
  testTrack,
]);

/** @throws NearmissError (exit 2) for an unknown layout or a wrong option. */
export function buildPlace(spec: PlaceSpec): Place {
  const known = built.get(spec);
  if (known !== undefined) return known;
  const layout = layouts.get(spec.layout);
  const place = withExtras(onCamber(layout.build(spec, readOptions(layout, spec.options))));
  built.set(spec, place);
  return place;
}
/** Drawing, simulating and rendering a sample ask for the same spec object in turn. */
const built = new WeakMap<PlaceSpec, Place>();
