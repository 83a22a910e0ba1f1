/** City buses and coaches. Traits: `type` (single, double, coach), `length`, `width`, `height` m, `paint`, `secondPaint`, `steering` (left, right), `dirt`. */
import type { Look } from '#contracts/scene';
import type { Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { createMeshBuilder } from '../../mesh/builder.js';
import { type VehicleDesign, vehicleAsset, type Wheel } from '../asset.js';
import type { Outline } from '../body/design.js';
import { createDraft, type TaggedMesh } from '../body/draft.js';
import type { Fineness } from '../body/fineness.js';
import { disc, rectangle, type Surface, sheet } from '../body/sheet.js';
import { secondPaint } from '../paint.js';
import { outlineOf } from '../traits.js';
import { type BusHull, type BusPlan, buildHull, type Deck, paneEdges } from './hull.js';

interface BusModel {
  readonly name: 'single' | 'double' | 'coach';
  readonly outline: Outline;
  /** From the front end to the axles, m. */
  readonly axles: readonly number[];
  readonly decks: readonly Deck[];
  readonly windscreen: number;
  readonly skirt: number;
  /** From the front end: middles and widths of the doors, m. */
  readonly doors: readonly (readonly [number, number])[];
  readonly lean: number;
}

/** Makers' data: length, width, height, wheelbase. */
const MODELS: readonly BusModel[] = [
  {
    // Mercedes-Benz Citaro O 530 (12.135 x 2.55 x 3.12 m, wheelbase 5.90 m).
    name: 'single',
    outline: { length: 12.135, width: 2.55, height: 3.12 },
    axles: [2.805, 8.705],
    decks: [{ glass: [1.15, 2.5] }],
    windscreen: 0.95,
    skirt: 0.3,
    doors: [
      [0.95, 1.25],
      [5.6, 1.3],
      [10.1, 1.25],
    ],
    lean: 0.12,
  },
  {
    // Wrightbus New Routemaster (11.23 x 2.52 x 4.39 m, wheelbase 5.80 m).
    name: 'double',
    outline: { length: 11.23, width: 2.52, height: 4.39 },
    axles: [2.6, 8.4],
    decks: [{ glass: [1.2, 2.15] }, { glass: [2.85, 3.75] }],
    windscreen: 1.0,
    skirt: 0.28,
    doors: [
      [1.0, 1.2],
      [5.3, 1.3],
    ],
    lean: 0.3,
  },
  {
    // Setra S 515 HD (12.295 x 2.55 x 3.77 m, wheelbase 6.08 m).
    name: 'coach',
    outline: { length: 12.295, width: 2.55, height: 3.77 },
    axles: [2.75, 8.83],
    decks: [{ glass: [1.85, 3.2] }],
    windscreen: 1.05,
    skirt: 0.32,
    doors: [
      [0.95, 0.95],
      [6.9, 0.8],
    ],
    lean: 0.35,
  },
];

/** Tyre 275/70 R22.5, 0.957 m across (ETRTO). */
const WHEEL = { radius: 0.478, rimRadius: 0.29, width: 0.276, spokes: 10, style: 'cover' } as const;
const LIVERIES: readonly Vec3[] = [
  [0.32, 0.02, 0.02],
  [0.03, 0.12, 0.32],
  [0.62, 0.6, 0.5],
  [0.03, 0.2, 0.1],
  [0.5, 0.36, 0.03],
  [0.65, 0.66, 0.65],
  [0.25, 0.26, 0.27],
];

/** Single-deckers are most common. */
function busModel(look: Look): BusModel {
  const named = MODELS.find(({ name }) => name === look.traits.type);
  const [single, double, coach] = MODELS as [BusModel, BusModel, BusModel];
  return named ?? randomRoot(look.seed).child('bus').pick([single, single, single, double, coach]);
}

function design(look: Look): VehicleDesign {
  const model = busModel(look);
  const outline = outlineOf(look, model.outline);
  const front = outline.length / 2;
  const k = outline.length / model.outline.length;
  const axles = model.axles.map((x) => front - x * k);
  const plan: BusPlan = {
    ...outline,
    axles,
    wheelRadius: WHEEL.radius,
    skirt: model.skirt,
    decks: model.decks,
    windscreen: model.windscreen,
    doors: model.doors.map(([middle, wide]) => [front - middle * k + wide / 2, front - middle * k - wide / 2]),
    doorSide: look.traits.steering === 'right' ? 1 : -1,
    corner: 0.3,
    lean: model.lean,
  };
  const y = outline.width / 2 - WHEEL.width / 2 - 0.04;
  const wheels = axles.flatMap((x, k): Wheel[] =>
    [1, -1].flatMap((side) => [
      { position: [x, side * y, WHEEL.radius] as Vec3, steers: k === 0 },
      ...(k > 0 ? [{ position: [x, side * (y - 0.33), WHEEL.radius] as Vec3, steers: false, inner: true }] : []),
    ]),
  );
  return {
    outline,
    bodywork: (fineness) => drawBus(plan, fineness),
    wheel: WHEEL,
    wheels,
    headlamps: [1, -1].map((side) => [front - 0.08, side * outline.width * 0.36, 0.7]),
    paint: {},
    materials: {
      paint: secondPaint('paint', look, LIVERIES, 'paint'),
      second: secondPaint('second', look, LIVERIES, 'secondPaint'),
    },
  };
}

function drawBus(plan: BusPlan, fineness: Fineness): readonly TaggedMesh[] {
  const hull = buildHull(plan, fineness);
  const draft = createDraft();
  for (const { tag, mesh } of hull.meshes) draft.take(tag, mesh);
  lamps(plan, hull, draft);
  if (fineness.name !== 'far') people(plan, hull, draft);
  draft.on('under').box([0, 0, plan.skirt + 0.1], [plan.length - 0.5, plan.width - 0.9, 0.3]);
  signs(plan, hull, draft);
  return [...draft.build(), mirrors(plan)];
}

type Draft = ReturnType<typeof createDraft>;

function lamps({ width, skirt }: BusPlan, { front, rear }: BusHull, draft: Draft): void {
  for (const side of [1, -1]) {
    const turn = side > 0 ? 'turnLeft' : 'turnRight';
    const y = (share: number): number => side * width * share;
    sheet(draft.on('lens'), front, {
      corners: rectangle(y(0.29), skirt + 0.28, y(0.46), skirt + 0.52),
      cells: [4, 1],
      lift: 0.01,
    });
    disc(draft.on('head'), front, [y(0.35), skirt + 0.4], 0.085, 0.018);
    disc(draft.on('high'), front, [y(0.41), skirt + 0.4], 0.07, 0.02);
    sheet(draft.on(turn), front, {
      corners: rectangle(y(0.44), skirt + 0.32, y(0.465), skirt + 0.48),
      cells: [1, 1],
      lift: 0.02,
    });
    for (const [tag, low, high] of [
      ['tail', 0.5, 0.66],
      ['brake', 0.68, 0.84],
      [turn, 0.86, 0.98],
      ['reverse', 0.38, 0.48],
    ] as const)
      sheet(draft.on(tag), rear, {
        corners: rectangle(y(0.38), skirt + low, y(0.45), skirt + high),
        cells: [2, 1],
        lift: 0.012,
      });
  }
}

/** Heads and shoulders along the windows, and daylight from the other side; nothing across doors. */
function people(plan: BusPlan, { sides, front }: BusHull, draft: Draft): void {
  const edges = paneEdges(plan);
  for (const [k, side] of sides.entries()) {
    const doors = (k === 0 ? 1 : -1) === plan.doorSide ? plan.doors : [];
    for (const [deck, { glass }] of plan.decks.entries()) {
      const [low, high] = glass;
      for (let i = 0; i + 1 < edges.length; i++) {
        const [a, b] = [(edges[i] as number) - 0.06, (edges[i + 1] as number) + 0.06];
        if (deck === 0 && doors.some(([from, to]) => a > to && b < from)) continue;
        sheet(draft.on('through'), side, {
          corners: rectangle(b, low + (high - low) * 0.42, a, high - 0.1),
          cells: [1, 1],
          lift: 0.006,
        });
        for (const [seat, x] of [b + 0.1, b + 0.8].entries())
          passenger(draft, side, x, low, (3 * i + 2 * seat + k + deck) % 5 < 2);
      }
    }
  }
  const driver = -plan.doorSide * 0.3 * plan.width;
  const low = plan.windscreen;
  sheet(draft.on('through'), front, {
    corners: rectangle(-plan.width * 0.36, low + 0.5, plan.width * 0.36, low + 1.1),
    cells: [4, 1],
    lift: 0.008,
  });
  sheet(draft.on('cloth'), front, {
    corners: rectangle(driver - 0.22, low + 0.1, driver + 0.22, low + 0.5),
    cells: [2, 1],
    lift: 0.014,
  });
  sheet(draft.on('skin'), front, {
    corners: rectangle(driver - 0.09, low + 0.52, driver + 0.09, low + 0.76),
    cells: [1, 1],
    lift: 0.015,
  });
}

function passenger(draft: Draft, side: Surface, x: number, low: number, taken: boolean): void {
  sheet(draft.on('seat'), side, { corners: rectangle(x, low + 0.03, x + 0.4, low + 0.36), cells: [1, 1], lift: 0.01 });
  if (!taken) return;
  sheet(draft.on('cloth'), side, { corners: rectangle(x + 0.02, low + 0.03, x + 0.42, low + 0.3), cells: [1, 1], lift: 0.013 });
  sheet(draft.on('skin'), side, { corners: rectangle(x + 0.12, low + 0.32, x + 0.3, low + 0.54), cells: [1, 1], lift: 0.014 });
}

/** Destination, plates, wipers, grille. */
function signs(plan: BusPlan, { front, rear }: BusHull, draft: Draft): void {
  const top = (plan.decks[0] as Deck).glass[1];
  for (const [k, y] of [-0.55, -0.3, -0.12, 0.06, 0.3, 0.48].entries())
    sheet(draft.on('display'), front, {
      corners: rectangle(y, top + 0.08, y + 0.12 + 0.03 * (k % 2), top + 0.24),
      cells: [1, 1],
      lift: 0.012,
    });
  for (const end of [front, rear])
    sheet(draft.on('plate'), end, {
      corners: rectangle(-0.26, plan.skirt + 0.12, 0.26, plan.skirt + 0.23),
      cells: [1, 1],
      lift: 0.012,
    });
  sheet(draft.on('grille'), rear, {
    corners: rectangle(-0.8, plan.skirt + 0.35, 0.8, plan.skirt + 0.75),
    cells: [4, 1],
    lift: 0.008,
  });
  sheet(draft.on('trim'), front, {
    corners: rectangle(-plan.width * 0.3, plan.skirt + 0.05, plan.width * 0.3, plan.skirt + 0.22),
    cells: [4, 1],
    lift: 0.006,
  });
}

function mirrors({ length, width, windscreen, height }: BusPlan): TaggedMesh {
  const b = createMeshBuilder();
  const z = Math.min(windscreen + 1.1, height - 0.9);
  for (const side of [1, -1]) {
    b.box([length / 2 + 0.08, side * (width / 2 + 0.1), z], [0.1, 0.2, 0.36]);
    b.tube(
      [
        [length / 2 - 0.1, side * (width / 2 - 0.1), z + 0.35],
        [length / 2 + 0.08, side * (width / 2 + 0.08), z + 0.15],
      ],
      [0.02, 0.02],
      5,
    );
  }
  return { name: 'mirrors', tag: 'trim', mesh: b.build() };
}

export const bus = vehicleAsset({
  name: 'bus',
  class: 'bus',
  title: 'City bus, double-decker or coach',
  source:
    'modelled for nearmiss; Mercedes-Benz Citaro O 530 (12.135 x 2.55 x 3.12 m), Wrightbus New Routemaster (11.23 x 2.52 x 4.39 m), Setra S 515 HD (12.295 x 2.55 x 3.77 m); outlines from memory (grade M)',
  design,
});
