/** What a flight is judged by must be there, and what only drones have must be on a drone. */
import type { ScenarioTree } from './declare/top.js';
import { kinds } from './kinds.js';
import type { Name } from './language/combinators.js';
import type { ReadContext } from './language/context.js';

type Flyer = Pick<ScenarioTree['ego'], 'kind' | 'controller' | 'geofence' | 'battery'>;

export function checkFlights(tree: ScenarioTree, context: ReadContext): void {
  const flyers = new Map<string, Flyer>([
    ['ego', tree.ego],
    ...[...(tree.actors ?? [])].map(([id, { value }]) => [id, value] as const),
  ]);
  for (const [id, flyer] of flyers) checkKind(id, flyer, context);
  for (const node of tree.pass ?? []) {
    if (typeof node === 'object' && !('type' in node)) continue;
    const type = typeof node === 'string' ? node : node.type;
    const of = typeof node === 'string' ? undefined : (node.value as { readonly of?: Name }).of;
    const flyer = flyers.get(of?.name ?? 'ego');
    if (flyer === undefined) continue;
    const at = typeof node === 'string' ? tree.ego.at.at : node.at;
    const who = of?.name ?? 'ego';
    if (type === 'stay in geofence' && flyer.geofence === undefined)
      context.report(
        'NM2041',
        at,
        `${who} has no geofence to stay in`,
        `give it one: geofence: {polygon: [{x: 0 m, y: -20 m}, {x: 200 m, y: -20 m}, {x: 200 m, y: 20 m}, {x: 0 m, y: 20 m}], ceiling: 60 m}`,
      );
    if (type === 'energy left' && flyer.battery === undefined)
      context.report('NM2041', at, `${who} has no battery to have energy left in`, 'give it one: battery: {capacity: 60 Wh}');
  }
}

/** Kinds that are drawn, or the author's own, are looked at when they fly. */
function checkKind(id: string, { kind, controller, geofence, battery }: Flyer, context: ReadContext): void {
  const known = kind.type === 'word' ? kinds[kind.word] : undefined;
  if (kind.type !== 'word' || known === undefined || known.asset === 'quadrotor') return;
  const guarded = typeof controller === 'object' && controller.type === 'guardedRoute' ? controller : undefined;
  const wrong = guarded ?? geofence ?? battery;
  if (wrong === undefined) return;
  const what = guarded !== undefined ? 'guarded route' : geofence !== undefined ? 'geofence' : 'battery';
  context.report(
    'NM2042',
    wrong.at,
    `${id} is a ${kind.word}, and a ${what} is for quadrotors`,
    'leave it out, or write kind: quadrotor',
  );
}
