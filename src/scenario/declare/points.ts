/** Points on the ground and in the air, by lane or by coordinates. */
import { may, name, need, record } from '../language/combinators.js';
import { oneOf, otherwise, whenKey } from '../language/union.js';
import { value } from '../language/value.js';

const byCoordinates = record('a point by world coordinates', {
  x: need(value('Along the road from its start.', 'length')),
  y: need(value("To the left of the road's middle.", 'length')),
  z: may(value('Height above the ground.', 'length')),
});
const byLane = record('a point by lane', {
  lane: may(name('Lane; the main one when missing.', 'lane')),
  s: need(value('Along the lane from its start.', 'length')),
  offset: may(value("To the left of the lane's middle.", 'length')),
  altitude: may(value('Height above the ground.', 'length')),
});
export const point = oneOf('a point', [
  whenKey('x', '{x: 40 m, y: 0 m, z: 12 m}', byCoordinates),
  otherwise('{s: 40 m, altitude: 12 m}', byLane),
]);
