/** Made-up streets in two styles: small enough to learn from in seconds. */
import { IDENTITY_POSE, type Vec3 } from '#core/pose';
import { cellsOf, lookOf } from '#diffusion/field/cells';
import { gridOf } from '#diffusion/field/grid';
import { groupTable } from '#diffusion/field/groups';
import type { View } from '#diffusion/training/views';
import { ontology } from '#labels/ontology';
import { madeFrame, type Patch } from './frames.js';

export const GROUPS_OF = groupTable(ontology.classes);
export const ray = (u: number, v: number): Vec3 => [(u - 80) / 100, (v - 40) / 100, 1];
export const ROAD = 1;
const CAR = 16;

/** A street in plain light, or at dusk: the road a quarter as bright and blue, the sky dark, the car as it is. */
export function street(k: number, dusk: boolean) {
  const left = 10 + 20 * (k % 5);
  const patches: Patch[] = [
    { box: [0, 40, 160, 40], semantic: ROAD, depth: 9, rgb: dusk ? [60, 60, 90] : [120, 120, 118] },
    { box: [left, 30, 40, 30], semantic: CAR, instance: 1 + k, depth: 7, rgb: [150, 40 + 10 * (k % 7), 40] },
  ];
  const made = madeFrame(160, 80, patches);
  if (dusk) for (let i = 0; i < 3 * 160 * 80; i++) if (made.seen.semantic[Math.floor(i / 3)] === 15) made.rgb[i] = 70;
  return made;
}

function viewOf(k: number): View {
  const [day, dusk] = [street(k, false), street(k, true)];
  const grid = gridOf(160, 80);
  const cells = cellsOf(day.seen, grid, GROUPS_OF, IDENTITY_POSE, ray);
  return {
    cells,
    styles: [
      { look: lookOf(day.seen, grid, day.rgb), prompt: { time: 'day' }, extinctionPerM: 0 },
      { look: lookOf(dusk.seen, grid, dusk.rgb), prompt: { time: 'dusk' }, extinctionPerM: 0.002 },
    ],
  };
}

/** Six of them, by day and at dusk. */
export const VIEWS = Array.from({ length: 6 }, (_, k) => viewOf(k));
