/** Another route for the ego, as if its author had written it. */
import { parseDocument } from 'yaml';
import type { Vec3 } from '#core/pose';

/** @param text of a scenario without problems, whose ego flies a route @returns its text with that route, comments kept */
export function withRoute(
  text: string,
  { waypoints, speed }: { readonly waypoints: readonly Vec3[]; readonly speed: number },
): string {
  const document = parseDocument(text);
  const kind = document.hasIn(['ego', 'controller', 'guardedRoute']) ? 'guardedRoute' : 'route';
  const points = waypoints.map(([x, y, z]) => {
    const point = document.createNode({ x: `${x} m`, y: `${y} m`, z: `${z} m` });
    point.flow = true;
    return point;
  });
  document.setIn(['ego', 'controller', kind, 'waypoints'], document.createNode(points));
  document.setIn(['ego', 'controller', kind, 'speed'], `${speed} m/s`);
  return document.toString({ lineWidth: 0 });
}
