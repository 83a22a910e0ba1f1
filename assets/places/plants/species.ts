/**
 * Habits of trees and bushes as they stand in streets and at roads. Proportions follow tree guides (RHS; Roloff and Baertels, "Flora der
 * Gehoelze"): spread over height, bare stem, how far the leader goes. Street trees are pruned to a clear stem of 2.5 m (clearance over
 * pavements; e.g. FLL and BS 8545). Stems: a tree of 10 m has some 0.3 m at breast height.
 */
import { GOLD, LILAC, OCHRE, PINK, RED, RUSSET, WHITE, YELLOW } from './palette.js';
import type { Grow } from './plant.js';
import type { Bark } from './wood.js';
import { grower, type Species } from './woody.js';

const GREY: Bark = { stem: [0.115, 0.1, 0.085], twig: [0.085, 0.072, 0.062], thick: 0.012 };
const BROWN: Bark = { stem: [0.095, 0.076, 0.06], twig: [0.08, 0.064, 0.052], thick: 0.012 };
const PLANE: Bark = { stem: [0.25, 0.235, 0.185], twig: [0.1, 0.085, 0.07], thick: 0.011, mottled: 0.5 };
const BIRCH: Bark = { stem: [0.4, 0.385, 0.35], twig: [0.075, 0.055, 0.05], thick: 0.01, mottled: 0.55 };
const PINE: Bark = { stem: [0.13, 0.085, 0.06], twig: [0.15, 0.085, 0.05], thick: 0.012 };

/** Any broad-leaved tree. */
const TREE: Species = {
  name: 'tree',
  metres: 9,
  habit: {
    spread: 0.62,
    clear: 0.2,
    widest: 0.45,
    low: 2,
    high: 2,
    leader: 0.66,
    counts: [26, 6, 5],
    rise: [0.15, 1.2],
    fork: 0.85,
    twig: 0.07,
    tropism: [0.7, 0.3, 0],
    wander: 1,
    trunk: 0.021,
  },
  bark: GREY,
  leafing: { reach: 0.036, core: 0.25, hang: 0.15 },
  palette: { green: [40, -10, 18], autumn: [OCHRE, YELLOW, RUSSET] },
};

const PLANE_TREE: Species = {
  ...TREE,
  name: 'tree-plane',
  metres: 11,
  habit: {
    ...TREE.habit,
    spread: 0.78,
    clear: 0.24,
    widest: 0.42,
    low: 2,
    high: 2.2,
    leader: 0.5,
    counts: [24, 7, 5],
    rise: [0.1, 1.25],
    wander: 1.3,
    trunk: 0.024,
    twig: 0.075,
  },
  bark: PLANE,
  leafing: { reach: 0.04, core: 0.25, hang: 0.2 },
  palette: { green: [42, -10, 18], autumn: [OCHRE, [43, 5, 21]] },
};

const LIME_TREE: Species = {
  ...TREE,
  name: 'tree-lime',
  metres: 11,
  habit: {
    ...TREE.habit,
    spread: 0.5,
    clear: 0.2,
    widest: 0.36,
    low: 2.2,
    high: 1.75,
    leader: 0.85,
    counts: [28, 6, 5],
    rise: [0.05, 1.15],
    tropism: [0.5, 0, -1],
    trunk: 0.02,
    twig: 0.06,
  },
  leafing: { reach: 0.032, core: 0.25, hang: 0.3 },
  palette: { green: [38, -10, 18], autumn: [YELLOW, [50, 0, 27]] },
};

const BIRCH_TREE: Species = {
  ...TREE,
  name: 'tree-birch',
  metres: 10,
  habit: {
    ...TREE.habit,
    spread: 0.42,
    clear: 0.16,
    widest: 0.34,
    low: 1.8,
    high: 1.5,
    leader: 0.97,
    counts: [26, 6, 5],
    rise: [0.75, 1.1],
    fork: 0.7,
    tropism: [-0.9, -4, -9],
    twig: 0.1,
    wander: 0.9,
    trunk: 0.011,
  },
  bark: BIRCH,
  leafing: { reach: 0.025, core: 0.1, hang: 0.7 },
  palette: { green: [42, -12, 19], autumn: [YELLOW, [54, 4, 30]] },
};

const POPLAR: Species = {
  ...TREE,
  name: 'tree-poplar',
  metres: 14,
  habit: {
    ...TREE.habit,
    spread: 0.2,
    clear: 0.03,
    widest: 0.38,
    low: 1.9,
    high: 1.6,
    leader: 0.97,
    counts: [34, 5, 5],
    rise: [0.55, 1.25],
    fork: 0.5,
    tropism: [9, 4, 2],
    twig: 0.05,
    wander: 0.8,
    trunk: 0.017,
  },
  leafing: { reach: 0.031, core: 0.25, hang: 0 },
  palette: { green: [40, -10, 18], autumn: [YELLOW] },
};

const SMALL_TREE: Species = {
  ...TREE,
  name: 'tree-small',
  metres: 4.5,
  habit: {
    ...TREE.habit,
    spread: 0.72,
    clear: 0.34,
    widest: 0.45,
    low: 2,
    high: 1.9,
    leader: 0.5,
    counts: [18, 7, 5],
    rise: [0.35, 1.2],
    wander: 1.2,
    trunk: 0.022,
    twig: 0.09,
  },
  bark: BROWN,
  leafing: { reach: 0.043, core: 0.25, hang: 0.15 },
  palette: { green: [38, -9, 17], autumn: [RED, RUSSET, OCHRE], bloom: { colors: [WHITE, PINK], share: { spring: 0.9 } } },
};

const POLLARD: Species = {
  ...TREE,
  name: 'tree-pollard',
  metres: 6,
  habit: {
    ...TREE.habit,
    spread: 0.6,
    clear: 0.36,
    widest: 0.55,
    low: 2.4,
    high: 2.2,
    leader: 0.52,
    counts: [8, 14, 6],
    rise: [0.2, 0.9],
    fork: 0.4,
    tropism: [0.8, 1.5, 1],
    twig: 0.06,
    wander: 1.1,
    trunk: 0.022,
    heads: 0.17,
  },
  bark: PLANE,
  leafing: { reach: 0.043, core: 0.25, hang: 0.15 },
};

const PINE_TREE: Species = {
  ...TREE,
  name: 'pine',
  metres: 13,
  evergreen: true,
  habit: {
    ...TREE.habit,
    spread: 0.44,
    clear: 0.42,
    widest: 0.42,
    low: 1.6,
    high: 2.2,
    leader: 0.93,
    counts: [24, 5, 5],
    rise: [0.1, 0.85],
    tropism: [0.3, 1.2, 1.5],
    twig: 0.045,
    wander: 1.5,
    trunk: 0.016,
  },
  bark: PINE,
  leafing: { reach: 0.024, core: 0.25, hang: -0.25 },
  palette: { green: [34, -8, 12], autumn: [] },
};

const BUSH: Species = {
  ...TREE,
  name: 'bush',
  detail: 0.45,
  metres: 1.6,
  habit: {
    ...TREE.habit,
    spread: 1.05,
    clear: 0.01,
    widest: 0.4,
    low: 2.6,
    high: 2,
    leader: 0.35,
    counts: [18, 6, 5],
    rise: [0.15, 1.3],
    tropism: [0.6, 0.2, 0],
    twig: 0.11,
    wander: 1.3,
    trunk: 0.03,
  },
  bark: BROWN,
  leafing: { reach: 0.077, core: 0.25, hang: 0.1 },
  palette: { green: [37, -10, 17], autumn: [RUSSET, OCHRE, RED] },
};

const UPRIGHT_BUSH: Species = {
  ...BUSH,
  name: 'bush-upright',
  habit: { ...BUSH.habit, spread: 0.8, widest: 0.55, low: 1.7, leader: 0.45, rise: [0.6, 1.35], tropism: [1, 1, 0.5] },
  palette: { green: [40, -10, 18], autumn: [YELLOW, OCHRE] },
};

const ARCHING_BUSH: Species = {
  ...BUSH,
  name: 'bush-arching',
  habit: { ...BUSH.habit, spread: 1.3, widest: 0.3, high: 1.7, leader: 0.3, rise: [0.3, 1.25], tropism: [-1.2, -1.5, -1.5] },
  leafing: { ...BUSH.leafing, hang: 0.35 },
  palette: { green: [34, -10, 13], autumn: [RUSSET, RED] },
};

const FLOWERING: Species = {
  ...BUSH,
  name: 'shrub-flowering',
  habit: { ...BUSH.habit, spread: 1.1, rise: [0.3, 1.3] },
  palette: {
    green: [38, -10, 18],
    autumn: [OCHRE, YELLOW],
    bloom: { colors: [WHITE, GOLD, PINK, LILAC, WHITE], share: { spring: 0.75, summer: 0.3 } },
  },
};

export const tree = grower(TREE);
export const plane = grower(PLANE_TREE);
export const lime = grower(LIME_TREE);
export const birch = grower(BIRCH_TREE);
export const poplar = grower(POPLAR);
export const small = grower(SMALL_TREE);
export const pollard = grower(POLLARD);
export const pine = grower(PINE_TREE);
export const flowering = grower(FLOWERING);

const BUSHES = [grower(BUSH), grower(UPRIGHT_BUSH), grower(ARCHING_BUSH)] as const;
/** Round, upright and arching ones in turn. */
export const bush: Grow = (variant, season) => (BUSHES[variant % BUSHES.length] as Grow)(variant, season);
