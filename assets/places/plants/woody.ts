/** Trees and bushes: wood by its habit, leaves by the season, in five shapes that fill as much of the sky. */
import { add, mix, normalize, scale, sub, type Vec3 } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';
import { type Axis, growWood, type Habit } from './growth.js';
import { type Leafing, leavesOn } from './leaves.js';
import { foliageOf, type Palette } from './palette.js';
import { type Grow, RANGES, type Range } from './plant.js';
import type { Season } from './season.js';
import type { Leafage } from './sprays.js';
import { frameAround, shapesOf, sprayed } from './stand.js';
import { type Grain, timberMesh, timberOf } from './timber.js';
import type { Bark } from './wood.js';

export interface Species {
  readonly name: string;
  /** How high it usually is, m. */
  readonly metres: number;
  readonly habit: Habit;
  readonly bark: Bark;
  readonly leafing: Leafing;
  readonly palette: Palette;
  /** How many triangles it is worth, of a tree's; 1 when missing. */
  readonly detail?: number;
  /** Keeps its leaves. */
  readonly evergreen?: boolean;
}

/** Of what it bears in summer: how many sprays, and how large. */
const LEAFY: Readonly<Record<Season, readonly [many: number, large: number]>> = {
  spring: [0.75, 0.62],
  summer: [1, 1],
  autumn: [0.85, 0.92],
  winter: [0, 0],
};

/** Sprays by range. */
const SPRAYS: Readonly<Record<Range, Leafage>> = {
  close: { count: 1050, lobes: 5 },
  near: { count: 450, lobes: 5 },
  mid: { count: 170, lobes: 3 },
  far: { count: 40, lobes: 3, masses: 4 },
  distant: { count: 10, lobes: 3, masses: 2 },
};
/** A spray of the closest shape, of a near one's size. */
const FINE = 0.63;
const IN_LEAF: Readonly<Record<Range, Grain>> = {
  close: { sides: [9, 5, 3], every: [1, 2, 3], counts: [40, 150, 160] },
  near: { sides: [7, 4, 3], every: [1, 2, 3], counts: [40, 70, 60] },
  mid: { sides: [5, 3, 0], every: [4, 3, 3], counts: [14, 0, 0] },
  far: { sides: [3, 0, 0], every: [5, 5, 5], counts: [0, 0, 0] },
  distant: { sides: [3, 0, 0], every: [9, 5, 5], counts: [0, 0, 0] },
};
const BARE: Readonly<Record<Range, Grain>> = {
  close: { sides: [9, 5, 3], every: [1, 2, 2], counts: [40, 170, 4000] },
  near: { sides: [7, 4, 3], every: [1, 2, 3], counts: [40, 170, 2000] },
  mid: { sides: [5, 3, 0], every: [4, 3, 3], counts: [34, 170, 380] },
  far: { sides: [3, 0, 0], every: [5, 5, 5], counts: [34, 150, 50] },
  distant: { sides: [3, 0, 0], every: [9, 5, 5], counts: [26, 48, 0] },
};

export function grower(species: Species): Grow {
  return (variant, stated) => {
    const season = species.evergreen ? 'summer' : stated;
    const { habit, bark, leafing } = species;
    const random = randomRoot(species.name).child(variant);
    const axes = growWood(habit, random.child('wood'));
    const [many, large] = LEAFY[season];
    const { detail = 1 } = species;
    const leafage = mapped(SPRAYS, ({ count, lobes, masses = 0 }) => ({
      count: Math.round(count * many * detail),
      lobes,
      masses: Math.ceil(masses * detail),
    }));
    const leafy = { ...leafing, reach: leafing.reach * large * FINE };
    const foliage = foliageOf(species.palette, season, random.child('foliage'));
    const sprays = leavesOn(axes, habit, leafy, leafage.close.count, foliage, random.child('leaves'));
    const all = season === 'winter' ? [...axes, ...twiglets(axes, habit.twig, random.child('twiglets'))] : axes;
    const timber = timberOf(all, habit.trunk, bark, random.child('order'));
    const grain = mapped(season === 'winter' || season === 'spring' ? BARE : IN_LEAF, (one) =>
      thinner(one, detail * (season === 'spring' ? 0.3 : 1)),
    );
    const frame = frameAround(
      axes.flatMap(({ path }) => path),
      sprays,
      species.metres,
    );
    const wood = (range: Range, widen: number) => timberMesh(timber, grain[range], widen, frame, random.child('grain'));
    return shapesOf(
      sprays.length === 0 ? { frame, wood } : { frame, wood, leaves: sprayed(sprays, leafage, random.child('masses')) },
    );
  };
}

/** Two more on each twig, which are too fine to matter under leaves. */
function twiglets(axes: readonly Axis[], length: number, random: RandomStream): Axis[] {
  return axes.flatMap(({ path, order, bough }, parent) => {
    if (order < 2) return [];
    return [0, 1].map((k): Axis => {
      const own = random.child(parent).child(k);
      const t = own.between(0.15, 0.9) * (path.length - 1);
      const birth = Math.floor(t);
      const foot = mix(path[birth] as Vec3, path[birth + 1] as Vec3, t - birth);
      const onward = normalize(sub(path[birth + 1] as Vec3, path[birth] as Vec3));
      const away = normalize(add(onward, [own.normal() * 0.55, own.normal() * 0.55, own.normal() * 0.55]));
      const tip = add(foot, scale(away, length * own.between(0.5, 1.1)));
      return { path: [foot, [tip[0], tip[1], Math.min(0.998, tip[2])]], order: 3, parent, birth, bough };
    });
  });
}

function thinner(grain: Grain, share: number): Grain {
  const [boughs, branches, twigs] = grain.counts;
  return { ...grain, counts: [boughs, Math.ceil(branches * share), Math.ceil(twigs * share)] };
}

function mapped<T, U>(ranges: Readonly<Record<Range, T>>, change: (one: T) => U): Record<Range, U> {
  return Object.fromEntries(RANGES.map((range) => [range, change(ranges[range])])) as Record<Range, U>;
}
