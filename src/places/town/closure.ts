/** What closes the view at both ends of a street, and the skyline beyond. */
import type { Feature } from '#contracts/place';
import { PI, TAU } from '#core/math';
import type { RandomStream } from '#core/random';
import type { Extent } from '../road.js';
import { weighted } from '../weighted.js';
import type { Plan } from './plan.js';

export function closureOf(plan: Plan, extent: Extent, random: RandomStream): Feature[] {
  return [
    ...end(plan, extent, extent.end, 1, random.child('end')),
    ...end(plan, extent, extent.start, -1, random.child('start')),
    ...skyline(plan, extent, random.child('skyline')),
  ];
}

/** A row of houses and trees across the street's end. */
function end(plan: Plan, { line }: Extent, at: number, outwards: 1 | -1, random: RandomStream): Feature[] {
  return Array.from({ length: 9 }, (_, i): Feature => {
    const own = random.child(i);
    const kind = own.chance(0.35)
      ? own.pick(['tree', 'tree-lime', 'conifer', 'tree'])
      : weighted(buildingsOf(plan), own.child('kind'));
    const plant = !kind.startsWith('building');
    const height = plant ? own.between(5, 12) : 2.95 * Math.round(own.between(...plan.style.floors)) + 0.4;
    const { position, heading } = line.at(
      at + outwards * (plant ? own.between(7, 11) : 16),
      (i - 4) * 11.5 + own.between(-1.5, 1.5),
    );
    return {
      kind,
      position,
      heading: plant ? own.between(0, TAU) : heading + (outwards === 1 ? PI : 0),
      size: plant ? [height * 0.7, height * 0.7, height] : [10, 11, height],
      seed: own.uint32(),
    };
  });
}
function buildingsOf(plan: Plan): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(plan.style.plots).filter(([kind]) => kind.startsWith('building')));
}

/** Towers and woods far off. */
function skyline(plan: Plan, { line, start, end: last }: Extent, random: RandomStream): Feature[] {
  const rural = plan.style.behind === 'grass';
  return Array.from({ length: 26 }, (_, i): Feature => {
    const own = random.child(i);
    const kind = own.chance(rural ? 0.75 : 0.3)
      ? 'tree-far'
      : own.pick(['building.block', 'building.office', 'building.block']);
    const plant = kind === 'tree-far';
    const s = own.between(start - 120, last + 180);
    const beyond = s > last + 30 || s < start - 30;
    const offset = own.pick([1, -1]) * own.between(beyond ? 0 : 75, 160);
    const { position } = line.at(s, offset);
    const height = plant ? own.between(8, 17) : own.between(10, 34);
    return {
      kind,
      position,
      heading: own.between(0, TAU),
      size: plant ? [height * 0.8, height * 0.8, height] : [own.between(12, 22), own.between(14, 34), height],
      seed: own.uint32(),
    };
  });
}
