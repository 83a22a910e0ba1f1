/**
 * Layers that take more than one drawing: backward flow is the forward flow to the instant before; forward occlusion compares where each
 * point will be with what the next picture sees there; albedo, linear light and raw numbers are pictures that are developed otherwise.
 */
import type { LayerName, LayerSet } from '#contracts/layers';
import type { RenderRequest, RenderSession } from '#contracts/renderer';
import { forwardOcclusion } from './occlusion.js';

/** Each a picture of its own. */
const PICTURES = ['albedo', 'luminance', 'raw'] as const;
const DERIVED: readonly LayerName[] = ['backwardFlow', 'flowOcclusion', ...PICTURES];

/** @param giveBack for layers that were drawn on the way */
export async function renderWithDerived(
  draw: (request: RenderRequest) => Promise<LayerSet>,
  giveBack: NonNullable<RenderSession['giveBack']>,
  request: RenderRequest,
): Promise<LayerSet> {
  const { layers, before, next } = request;
  const asks = (name: LayerName): boolean => layers.includes(name);
  const alone = layers.length === 1 && PICTURES.some(asks);
  if (alone || !DERIVED.some(asks)) return draw(request);
  const direct = layers.filter((name) => !DERIVED.includes(name));
  const needed: LayerName[] = asks('flowOcclusion') ? ['depth', 'instance', 'flow'] : ['instance'];
  const plain = [...direct, ...needed.filter((name) => !direct.includes(name))];
  const backwards = before && { ...request, next: before, layers: ['flow'] as const };
  const ahead = { ...request, frame: next.frame, view: next.view, next: { frame: request.frame, view: request.view } };
  const [now, back, then, ...pictures] = await Promise.all([
    draw({ ...request, layers: plain }),
    asks('backwardFlow') && backwards ? draw(backwards) : undefined,
    asks('flowOcclusion') ? draw({ ...ahead, layers: ['depth'] }) : undefined,
    ...PICTURES.map((name) => (asks(name) ? draw({ ...request, layers: [name] }) : undefined)),
  ]);
  const { width, height } = now;
  const made: Record<string, unknown> = { width, height };
  for (const name of direct) made[name] = now[name];
  if (asks('backwardFlow')) made.backwardFlow = back?.flow?.slice() ?? new Float32Array(2 * width * height);
  if (then !== undefined) made.flowOcclusion = forwardOcclusion(request, now, then);
  for (const [i, name] of PICTURES.entries()) if (asks(name)) made[name] = pictures[i]?.[name]?.slice();
  for (const drawn of [back, then, ...pictures]) if (drawn !== undefined) giveBack(drawn);
  if (direct.length === 0) giveBack(now);
  return made as unknown as LayerSet;
}
