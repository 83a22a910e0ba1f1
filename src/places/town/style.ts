/**
 * Characters of town streets, as ranges that a seed draws from. Widths follow street design guides (RASt 06: lanes 2.75-3.75 m, pavements from
 * 1.5 m, 2.5 m beside shops; Manual for Streets: 4.8-7.3 m carriageways in housing).
 */

export type Range = readonly [low: number, high: number];
/** Relative frequencies by name. */
export type Shares = Readonly<Record<string, number>>;

export interface Style {
  /** Driving lanes a direction. */
  readonly lanes: readonly number[];
  readonly laneWidth: Range;
  /** How often a side has a parking strip. */
  readonly parking: number;
  readonly sidewalk: Range;
  /** How often a strip of grass lies between kerb and pavement, and its width. */
  readonly verge: number;
  readonly vergeWidth: Range;
  /** What stands on plots: kinds of buildings, `gap`s with what closes them, `green` that is grown over. */
  readonly plots: Shares;
  readonly frontWidth: Range;
  readonly depth: Range;
  readonly floors: Range;
  /** From the pavement's back to the front, m; one draw a side, a little of its own a house. */
  readonly setback: Range;
  /** What stands at the pavement's back before a garden. */
  readonly boundary: Shares;
  /** Distance between street trees, m, and how often a side has them. */
  readonly treeSpacing: Range;
  readonly trees: number;
  /** Mean distance between pieces of street furniture, m. */
  readonly clutter: Range;
  readonly surfaces: Shares;
  readonly pavements: Shares;
  /** What the land behind is. */
  readonly behind: 'grass' | 'concrete';
  /** Far rows: kinds that fill the view behind the fronts. */
  readonly backdrop: Shares;
}

const FURNISHED = { none: 1 };

export const STYLES: Readonly<Record<string, Style>> = {
  terraces: {
    lanes: [1],
    laneWidth: [2.75, 3.1],
    parking: 0.9,
    sidewalk: [1.5, 2.6],
    verge: 0.05,
    vergeWidth: [1, 1.5],
    plots: { 'building.terrace': 20, 'building.corner-shop': 1.5, gap: 1, green: 0.5 },
    frontWidth: [4.6, 6.5],
    depth: [8, 10],
    floors: [2, 3],
    setback: [0.3, 3.2],
    boundary: { 'wall-low': 4, hedge: 2, 'fence-rail': 4, 'fence-board': 1.5, none: 1.2 },
    treeSpacing: [14, 34],
    trees: 0.55,
    clutter: [9, 18],
    surfaces: { asphalt: 1 },
    pavements: { slabs: 3, asphalt: 1, concrete: 1 },
    behind: 'grass',
    backdrop: { 'building.terrace': 3, tree: 2 },
  },
  'high-street': {
    lanes: [1, 1, 2],
    laneWidth: [3, 3.6],
    parking: 0.6,
    sidewalk: [2.6, 5.5],
    verge: 0,
    vergeWidth: [1, 1],
    plots: { 'building.shop': 16, 'building.office': 2, 'building.old': 3, gap: 0.6, green: 0.6 },
    frontWidth: [5.5, 17],
    depth: [10, 14],
    floors: [2, 5],
    setback: [0, 0.1],
    boundary: FURNISHED,
    treeSpacing: [12, 28],
    trees: 0.6,
    clutter: [4, 9],
    surfaces: { asphalt: 1 },
    pavements: { slabs: 4, setts: 1, concrete: 1 },
    behind: 'concrete',
    backdrop: { 'building.block': 2, 'building.office': 2, 'building.old': 1, tree: 1.5 },
  },
  suburb: {
    lanes: [1],
    laneWidth: [2.75, 3.5],
    parking: 0.5,
    sidewalk: [1.5, 2.4],
    verge: 0.5,
    vergeWidth: [0.8, 2.5],
    plots: { 'building.villa': 14, 'building.semi': 8, gap: 3, green: 2.5 },
    frontWidth: [8, 13],
    depth: [8, 11],
    floors: [1, 2],
    setback: [3.5, 9],
    boundary: { hedge: 4, 'fence-board': 4, 'fence-rail': 4, 'fence-mesh': 1, 'wall-low': 3, 'wall-high': 0.7, none: 1.2 },
    treeSpacing: [9, 22],
    trees: 0.7,
    clutter: [12, 26],
    surfaces: { asphalt: 1 },
    pavements: { asphalt: 3, slabs: 2, concrete: 2 },
    behind: 'grass',
    backdrop: { tree: 6, conifer: 1, 'building.villa': 3 },
  },
  blocks: {
    lanes: [1, 1, 2],
    laneWidth: [3, 3.5],
    parking: 0.75,
    sidewalk: [2, 4],
    verge: 0.35,
    vergeWidth: [1.2, 3],
    plots: { 'building.block': 12, gap: 4, green: 3 },
    frontWidth: [14, 34],
    depth: [11, 14],
    floors: [4, 8],
    setback: [2, 9],
    boundary: { hedge: 3, 'fence-rail': 5, 'fence-mesh': 1.5, none: 2, 'wall-low': 1.5 },
    treeSpacing: [8, 18],
    trees: 0.7,
    clutter: [8, 18],
    surfaces: { asphalt: 1 },
    pavements: { slabs: 2, asphalt: 2, concrete: 1 },
    behind: 'grass',
    backdrop: { 'building.block': 3, tree: 4 },
  },
  boulevard: {
    lanes: [2],
    laneWidth: [3, 3.5],
    parking: 0.7,
    sidewalk: [4, 8],
    verge: 0.25,
    vergeWidth: [1.5, 3],
    plots: { 'building.shop': 6, 'building.office': 5, 'building.block': 4, 'building.old': 3, gap: 0.8, green: 1.2 },
    frontWidth: [10, 26],
    depth: [12, 16],
    floors: [4, 7],
    setback: [0, 2],
    boundary: FURNISHED,
    treeSpacing: [7, 12],
    trees: 0.9,
    clutter: [5, 11],
    surfaces: { asphalt: 1 },
    pavements: { slabs: 4, setts: 1 },
    behind: 'concrete',
    backdrop: { 'building.office': 3, 'building.block': 3, tree: 1.5 },
  },
  'old-town': {
    lanes: [1],
    laneWidth: [2.5, 2.9],
    parking: 0.35,
    sidewalk: [1, 2.2],
    verge: 0,
    vergeWidth: [1, 1],
    plots: { 'building.old': 14, 'building.shop': 5, gap: 0.4, green: 0.3 },
    frontWidth: [5, 10],
    depth: [9, 12],
    floors: [2, 4],
    setback: [0, 0.05],
    boundary: FURNISHED,
    treeSpacing: [16, 40],
    trees: 0.3,
    clutter: [6, 14],
    surfaces: { asphalt: 2, setts: 2 },
    pavements: { setts: 2, slabs: 2 },
    behind: 'concrete',
    backdrop: { 'building.old': 3, tree: 1 },
  },
  works: {
    lanes: [1, 2],
    laneWidth: [3.25, 3.75],
    parking: 0.5,
    sidewalk: [1.5, 2.5],
    verge: 0.5,
    vergeWidth: [1, 3],
    plots: { 'building.shed': 8, 'building.office': 2, gap: 4, green: 2 },
    frontWidth: [16, 40],
    depth: [18, 30],
    floors: [2, 3],
    setback: [4, 14],
    boundary: { 'fence-mesh': 6, 'wall-high': 3, 'fence-rail': 1, hedge: 1 },
    treeSpacing: [14, 40],
    trees: 0.45,
    clutter: [14, 30],
    surfaces: { asphalt: 3, concrete: 1 },
    pavements: { asphalt: 3, concrete: 2 },
    behind: 'concrete',
    backdrop: { 'building.shed': 3, 'building.office': 1, tree: 2 },
  },
  outskirts: {
    lanes: [1],
    laneWidth: [2.75, 3.5],
    parking: 0.25,
    sidewalk: [1.5, 2.2],
    verge: 0.6,
    vergeWidth: [1, 3.5],
    plots: { 'building.villa': 5, 'building.semi': 2, 'building.shed': 0.7, gap: 8, green: 3 },
    frontWidth: [9, 15],
    depth: [8, 12],
    floors: [1, 2],
    setback: [5, 14],
    boundary: { hedge: 5, 'fence-board': 3, 'fence-rail': 3, 'fence-mesh': 1.5, 'wall-low': 1, 'wall-high': 0.5, none: 2 },
    treeSpacing: [8, 26],
    trees: 0.6,
    clutter: [14, 32],
    surfaces: { asphalt: 1 },
    pavements: { asphalt: 3, slabs: 1, concrete: 1 },
    behind: 'grass',
    backdrop: { tree: 8, conifer: 2, 'building.villa': 1 },
  },
};
