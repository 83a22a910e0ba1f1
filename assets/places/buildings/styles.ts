/** Kinds of buildings: what each one's fronts, sides and roof are. */
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { balcony, bayWindow, downpipe, garage, porch } from './extras.js';
import { drawFacade, drawPlainSide, type FacadeStyle, glazingOf } from './facade.js';
import { type BuildingKit, DOORS, panel, sidesOf, times, type Wall, wallColor } from './kit.js';
import { drawRoof, type RoofKind } from './roofs.js';
import { drawShops } from './shopfront.js';
import { drawTower } from './tower.js';
import type { Range } from './windows.js';

export type DrawBuilding = (kit: BuildingKit, size: Vec3, random: RandomStream, range: Range) => void;

const WHITE: Vec3 = [0.45, 0.44, 0.42];

interface Wishes {
  readonly walls: readonly Wall[];
  /** Width of a bay, m. */
  readonly bay: readonly [number, number];
  readonly roofs: readonly RoofKind[];
  readonly shop?: boolean;
  readonly style?: Partial<FacadeStyle>;
  readonly sideWindows?: number;
}

/** A house of storeys and bays; the parts that a kind adds go in front. */
function house(
  kit: BuildingKit,
  [depth, width, height]: Vec3,
  random: RandomStream,
  range: Range,
  wishes: Wishes,
): FacadeStyle {
  const wall = random.child('wall').pick(wishes.walls);
  const floors = Math.max(1, Math.round(height / 3.1));
  const bays = Math.max(1, Math.round(width / random.child('bay').between(...wishes.bay)));
  const shop = wishes.shop === true;
  const door = random.child('door').index(bays);
  const style: FacadeStyle = {
    wall,
    color: wallColor(wall, random.child('paint')),
    floors,
    floor: height / floors,
    bays,
    wide: random.child('wide').between(0.34, 0.56),
    low: random.child('low').between(0.26, 0.36),
    high: random.child('high').between(0.76, 0.88),
    glazing: glazingOf(random.child('glazing')),
    blind: random.child('blind').chance(0.3) ? 0.1 : 0,
    courses: random.child('courses').chance(0.3) ? 0.14 : 0,
    cornice: random.child('cornice').chance(0.4) ? random.child('cornice-size').between(0.15, 0.4) : 0,
    trim: times(WHITE, random.child('trim').between(0.5, 1)),
    ...(shop ? {} : { door: { bay: door, color: random.child('leaf').pick(DOORS), width: 1 } }),
    from: shop ? 1 : 0,
    tallest: random.child('tallest').chance(0.3) ? 1.14 : 1,
    ...wishes.style,
  };
  const [front, left, back, right] = sidesOf(kit, depth, width);
  if (shop) drawShops(kit, front, style.floor, wall, style.color, range, random.child('shops'));
  drawFacade(kit, front, style, range, random.child('front'));
  drawPlainSide(kit, left, style, wishes.sideWindows ?? 0, range, random.child('left'));
  drawPlainSide(kit, right, style, wishes.sideWindows ?? 0, range, random.child('right'));
  drawPlainSide(kit, back, style, range === 'near' ? (wishes.sideWindows ?? 2) : 0, range, random.child('back'));
  if (range === 'near') downpipe(kit, front, random.child('pipe').pick([0.15, width - 0.15]), height);
  drawRoof(
    kit,
    { depth, width, height, wall, color: style.color },
    random.child('roof-kind').pick(wishes.roofs),
    range,
    random.child('roof'),
  );
  return style;
}

const terrace: DrawBuilding = (kit, size, random, range) => {
  const style = house(kit, size, random, range, {
    walls: ['brick', 'brick', 'brick', 'plaster', 'stone'],
    bay: [2, 2.6],
    roofs: ['gable', 'gable', 'gable', 'mansard'],
  });
  if (!random.child('bay-window').chance(0.5) || style.bays < 2) return;
  const [front] = sidesOf(kit, size[0], size[1]);
  const bay = style.door?.bay === 0 ? style.bays - 1 : 0;
  const w = size[1] / style.bays;
  const span = [bay * w + 0.12, Math.min(size[1], bay * w + Math.max(w, 2.1)) - 0.12] as const;
  const color = random.child('bay-color').chance(0.5) ? style.color : times(WHITE, 0.85);
  bayWindow(
    kit,
    front,
    span,
    random.child('bay-floors').pick([1, 1, 2]),
    style.floor,
    random.child('bay-wall').chance(0.5) ? style.wall : 'plaster',
    color,
    style.glazing,
    range,
    random,
  );
};

const cornerShop: DrawBuilding = (kit, size, random, range) => {
  house(kit, size, random, range, {
    walls: ['brick', 'plaster'],
    bay: [2.2, 2.8],
    roofs: ['gable', 'hip'],
    shop: true,
    sideWindows: 2,
  });
};

const shop: DrawBuilding = (kit, size, random, range) => {
  house(kit, size, random, range, {
    walls: ['brick', 'brick', 'plaster', 'plaster', 'stone', 'concrete', 'cladding'],
    bay: [2, 3.4],
    roofs: ['gable', 'flat', 'flat', 'mansard', 'cross-gable', 'hip'],
    shop: true,
    sideWindows: 1,
    style: { wide: random.child('ribbon').chance(0.12) ? 0.96 : random.child('w').between(0.36, 0.62) },
  });
};

const old: DrawBuilding = (kit, size, random, range) => {
  house(kit, size, random, range, {
    walls: ['plaster', 'plaster', 'plaster', 'stone', 'brick'],
    bay: [1.8, 2.5],
    roofs: ['gable', 'cross-gable', 'cross-gable', 'mansard', 'hip'],
    shop: random.child('shop').chance(0.5),
    style: {
      glazing: glazingOf(random.child('old'), { columns: 2, rows: random.child('rows').pick([2, 3]) }),
      courses: random.child('band').chance(0.6) ? 0.2 : 0,
      cornice: random.child('top').between(0.2, 0.5),
    },
  });
};

const villa: DrawBuilding = (kit, size, random, range) => {
  const style = house(kit, size, random, range, {
    walls: ['brick', 'plaster', 'plaster', 'brick', 'cladding', 'stone'],
    bay: [2.6, 3.8],
    roofs: ['gable', 'gable', 'hip', 'hip', 'cross-gable'],
    sideWindows: 3,
    style: { cornice: 0 },
  });
  const [front] = sidesOf(kit, size[0], size[1]);
  const w = size[1] / style.bays;
  if (random.child('porch').chance(0.45) && style.door !== undefined) porch(kit, front, (style.door.bay + 0.5) * w, style.trim);
  if (size[1] > 8 && random.child('garage').chance(0.35)) {
    const u = style.door !== undefined && style.door.bay * w < size[1] / 2 ? size[1] - 2.9 : 0.4;
    garage(kit, front, u, random.child('gate').pick(DOORS), range);
  } else if (random.child('bay').chance(0.3) && style.bays > 1) {
    const bay = style.door?.bay === 0 ? style.bays - 1 : 0;
    bayWindow(
      kit,
      front,
      [bay * w + 0.2, (bay + 1) * w - 0.2],
      1,
      style.floor,
      style.wall,
      style.color,
      style.glazing,
      range,
      random,
    );
  }
};

/** Two houses under one roof, mirrored. */
const semi: DrawBuilding = (kit, size, random, range) => {
  const style = house(kit, size, random, range, {
    walls: ['brick', 'brick', 'plaster'],
    bay: [2.2, 3],
    roofs: ['gable', 'hip', 'hip'],
    sideWindows: 2,
  });
  const [front] = sidesOf(kit, size[0], size[1]);
  for (const u of [0.4, size[1] - 2.8]) {
    if (u < 0.3) continue;
    bayWindow(
      kit,
      front,
      [u, u + 2.4],
      random.child('floors').pick([1, 2]),
      style.floor,
      style.wall,
      times(WHITE, 0.8),
      style.glazing,
      range,
      random,
    );
  }
};

const block: DrawBuilding = (kit, size, random, range) => {
  const style = house(kit, size, random, range, {
    walls: ['plaster', 'concrete', 'brick', 'cladding', 'plaster'],
    bay: [2.6, 3.8],
    roofs: ['flat', 'flat', 'flat', 'gable', 'hip'],
    sideWindows: 5,
    style: { wide: random.child('w').between(0.4, 0.72), courses: random.child('bands').chance(0.4) ? 0.22 : 0 },
  });
  if (!random.child('balconies').chance(0.65)) return;
  const [front] = sidesOf(kit, size[0], size[1]);
  const solid = random.child('solid').chance(0.5) ? times(wallColor('plaster', random.child('rail')), 0.9) : undefined;
  const every = random.child('every').pick([1, 2, 2, 3]);
  const w = size[1] / style.bays;
  for (let f = 1; f < style.floors; f++)
    for (let k = random.child('first').index(every); k < style.bays; k += every)
      balcony(kit, front, k * w + 0.1, (k + 1) * w - 0.1, f * style.floor + 0.05, solid, range);
};

const office: DrawBuilding = (kit, size, random, range) => {
  if (size[2] > 13 && random.child('tower').chance(0.6)) {
    drawTower(kit, size, random, range);
    return;
  }
  house(kit, size, random, range, {
    walls: ['concrete', 'cladding', 'brick', 'stone'],
    bay: [1.6, 3],
    roofs: ['flat'],
    shop: random.child('shop').chance(0.3),
    style: {
      wide: random.child('w').pick([0.6, 0.75, 0.97]),
      low: 0.24,
      high: 0.9,
      glazing: glazingOf(random.child('g'), {
        frame: [0.12, 0.125, 0.13],
        rows: 1,
        shutters: undefined,
        lintel: undefined,
        curtains: 0.25,
      }),
    },
  });
};

/** A hall of sheet metal with gates. */
const shed: DrawBuilding = (kit, size, random, range) => {
  const [depth, width, height] = size;
  const wall = random.child('wall').pick(['cladding', 'cladding', 'brick', 'concrete'] as const);
  const color = wallColor(wall, random);
  for (const side of sidesOf(kit, depth, width))
    panel(kit.on(wall), side, 0, side.width, 0, height, [times(color, 0.85), times(color, 0.85), color, color]);
  const [front] = sidesOf(kit, depth, width);
  const out = range === 'near' ? 0.04 : 0.09;
  for (let u = 2; u < width - 4; u += random.child('step').between(5, 9)) {
    const gate = random.child('gate').child(Math.round(u)).chance(0.6);
    if (gate)
      panel(kit.on('trim'), front, u, u + 3.4, 0, Math.min(height - 0.5, 3.6), random.child('gate-color').pick(DOORS), out);
    else panel(kit.on('window'), front, u, u + 3, 1.2, 2.4, [0.04, 0.044, 0.048], out);
  }
  panel(
    kit.on('sign'),
    front,
    width * 0.3,
    width * 0.62,
    height - 1.3,
    height - 0.5,
    times(wallColor('cladding', random.child('sign')), 1.2),
    out,
  );
  const roof = random.child('flat').chance(0.5) ? 'flat' : 'shed';
  drawRoof(kit, { depth, width, height, wall, color }, roof, range, random.child('roof'));
};

export const BUILDINGS: Readonly<Record<string, DrawBuilding>> = {
  'building.terrace': terrace,
  'building.corner-shop': cornerShop,
  'building.shop': shop,
  'building.old': old,
  'building.villa': villa,
  'building.semi': semi,
  'building.block': block,
  'building.office': office,
  'building.shed': shed,
  building: (kit, size, random, range) =>
    random.child('kind').pick([terrace, shop, shop, old, block])(kit, size, random, range),
  tower: drawTower,
};
