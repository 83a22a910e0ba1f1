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

/** Slices whose flow leads to where they were. */
function turnedBack(slices: RenderRequest['slices']): Pick<RenderRequest, 'slices'> {
  if (slices === undefined) return {};
  return { slices: slices.map((slice) => ({ ...slice, next: slice.before ?? slice.look, exposures: [slice.look] })) };
}

/** Slices as the next picture has them. */
function turnedAhead(slices: RenderRequest['slices']): Pick<RenderRequest, 'slices'> {
  if (slices === undefined) return {};
  return { slices: slices.map((slice) => ({ ...slice, look: slice.next, next: slice.look, exposures: [slice.next] })) };
}

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
  const needed: LayerName[] = asks('flowOcclusion') ? ['depth', 'instance', 'semantic', 'flow'] : ['instance'];
  const plain = [...direct, ...needed.filter((name) => !direct.includes(name))];
  const backwards = before && { ...request, next: before, ...turnedBack(request.slices), layers: ['flow'] as const };
  const here = { frame: request.frame, view: request.view };
  const ahead = { ...request, ...next, next: here, ...turnedAhead(request.slices) };
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
