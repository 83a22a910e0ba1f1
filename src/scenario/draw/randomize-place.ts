/** Another place behind the same hazard: its seed, what stands far off, the season, and what lies about. */
import type { PlaceExtras, PlaceSpec } from '#contracts/scene';
import { type Layout, layouts } from '#places/index';
import type { RoadTree } from '../declare/road.js';
import type { Dials } from './randomize.js';

/** Options of layouts that say what the far surroundings are and nothing of the road. */
const BACKGROUND: Readonly<Record<string, readonly string[]>> = { 'rural-two-lane': ['verge'] };

/** @param newSeed of a place whose author stated none */
export function variedPlace(spec: PlaceSpec, road: RoadTree, newSeed: () => number, dials: Dials | undefined): PlaceSpec {
  if (dials === undefined) return spec;
  const seed = road.seed !== undefined && exchanged('background', 'seed', dials) ? newSeed() : spec.seed;
  if (seed !== spec.seed) dials.note('background.seed', seed);
  const options = { ...spec.options, ...backgroundOptions(road.layout, dials), ...seasonOption(road.layout, dials) };
  const extras = extrasOf(dials);
  return { ...spec, seed, options, ...(extras === undefined ? {} : { extras }) };
}

/** Whether plants of that layout change their look by their colour alone. */
export function hasSeason({ options }: Layout): boolean {
  return options.season !== undefined;
}

function exchanged(key: 'background' | 'season', what: string, dials: Dials): boolean {
  return dials.on(key) && dials.chance(key, 'exchange', dials.random(key).child(what));
}

function backgroundOptions(layout: Layout, dials: Dials): PlaceSpec['options'] {
  const names = (BACKGROUND[layout.name] ?? []).filter((name) => exchanged('background', name, dials));
  return Object.fromEntries(names.map((name) => [name, drawnChoice(layout, name, 'background', dials)]));
}

function seasonOption(layout: Layout, dials: Dials): PlaceSpec['options'] {
  if (!hasSeason(layout) || !exchanged('season', 'whether', dials)) return {};
  return { season: drawnChoice(layout, 'season', 'season', dials) };
}

function drawnChoice(layout: Layout, name: string, key: 'background' | 'season', dials: Dials): string {
  const option = layouts.get(layout.name).options[name];
  if (option?.kind !== 'choice') throw new Error(`${name} of ${layout.name} is no choice`);
  const drawn = dials
    .random(key)
    .child(`${name} drawn`)
    .pick(option.choices.filter((each) => each !== 'any'));
  dials.note(`${key}.${name}`, drawn);
  return drawn;
}

function extrasOf(dials: Dials): PlaceExtras | undefined {
  if (!dials.on('clutter') && !dials.on('distractors')) return undefined;
  const seed = dials.random('clutter').child('seed').uint32();
  const clutter = {
    thinned: dials.bounds('clutter', 'thinned')[1] * dials.random('clutter').child('thinned').uniform(),
    per100M: dials.figure('clutter', 'per100M'),
  };
  const distractors = {
    per100M: dials.figure('distractors', 'per100M'),
    sizes: dials.bounds('distractors', 'size'),
  };
  if (dials.on('clutter')) for (const [name, value] of Object.entries(clutter)) dials.note(`clutter.${name}`, value);
  if (dials.on('distractors')) dials.note('distractors.per100M', distractors.per100M);
  return { seed, ...(dials.on('clutter') ? { clutter } : {}), ...(dials.on('distractors') ? { distractors } : {}) };
}
