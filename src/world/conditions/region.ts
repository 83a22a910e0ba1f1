/** Holds while a body's reference point is inside (or outside) a polygon on the ground. */
import type { Condition } from '#contracts/scenario';
import type { Context, Measure } from '../context.js';
import { insidePolygon } from '../geometry/boxes.js';

export function region({ of, polygon, inside }: Extract<Condition, { type: 'region' }>, context: Context): Measure {
  const index = context.indexOf(of);
  return (now) => {
    const [x, y] = now.of(index).position;
    return insidePolygon(polygon, [x, y]) === inside ? 1 : -1;
  };
}
