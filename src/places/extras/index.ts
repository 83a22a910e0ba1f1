/** What stands, lies or floats in a place beyond what its layout puts there. */
import type { Place } from '#contracts/place';
import { solidsOf } from '../standing.js';
import { withClutter } from './clutter.js';
import { distractorsOf } from './distractors.js';

export function withExtras(place: Place): Place {
  const { extras } = place.spec;
  if (extras === undefined) return place;
  const features = withClutter(place, extras);
  return { ...place, features, solids: solidsOf(features), props: [...place.props, ...distractorsOf(place, extras)] };
}
