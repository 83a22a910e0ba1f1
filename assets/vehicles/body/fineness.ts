/** How finely a body is drawn: near by, at some distance, far off. Coarser sets are subsets, so that the corners stay where they are. */

export interface Fineness {
  readonly name: 'near' | 'mid' | 'far';
  /** Heights of the skin's rows as shares between sill and belt. */
  readonly rows: readonly number[];
  /** Angles of the rows round the shoulder, rad. */
  readonly roll: readonly number[];
  /** Shares of the way from the shoulder to the lid's middle. */
  readonly lid: readonly number[];
  /** Shares of the half width where nose and tail have a column. */
  readonly corner: readonly number[];
  /** Degrees round a wheel arch where the flank has a column; none: the flank runs straight over the wheel. */
  readonly arch: readonly number[];
  /** Columns between the arches. */
  readonly flank: number;
  /** Heights of the greenhouse's rows as shares between waist and roof edge: the frame round the panes is the first and the last. */
  readonly cabinRows: readonly number[];
  readonly cabinRoll: number;
  /** Shares of the half width where windscreen and back light have a column. */
  readonly screen: readonly number[];
  /** Longest piece of a side pane, as a share of the side. */
  readonly pane: number;
  /** How far what is put on the skin stands off it besides, m: a coarse skin cuts across hollows. */
  readonly proud: number;
  /** Corners of a wheel's circles. */
  readonly wheelSides: number;
}

export const NEAR: Fineness = {
  name: 'near',
  rows: [0, 0.07, 0.2, 0.38, 0.5, 0.64, 0.8, 0.9, 1],
  roll: [0.5, 1.05],
  lid: [0.02, 0.45, 1],
  corner: [0, 0.3, 0.5, 0.66, 0.78, 0.87, 0.93, 0.97, 0.99, 0.998],
  arch: [0, 30, 60, 90, 120, 150, 180],
  flank: 4,
  cabinRows: [0, 0.13, 0.35, 0.65, 0.93, 1],
  cabinRoll: 2,
  screen: [0, 0.3, 0.6, 0.82, 0.94],
  pane: 0.2,
  proud: 0,
  wheelSides: 24,
};

export const MID: Fineness = {
  name: 'mid',
  rows: [0, 0.2, 0.5, 0.64, 0.8, 1],
  roll: [1.05],
  lid: [0.02, 1],
  corner: [0, 0.5, 0.78, 0.93, 0.998],
  arch: [0, 60, 120, 180],
  flank: 1,
  cabinRows: [0, 0.13, 0.65, 0.93, 1],
  cabinRoll: 2,
  screen: [0, 0.6, 0.94],
  pane: 1,
  proud: 0.01,
  wheelSides: 12,
};

export const FAR: Fineness = {
  name: 'far',
  rows: [0, 0.2, 0.64, 1],
  roll: [1.05],
  lid: [1],
  corner: [0, 0.78, 0.998],
  arch: [],
  flank: 0,
  cabinRows: [0, 0.13, 0.93, 1],
  cabinRoll: 1,
  screen: [0, 0.94],
  pane: 1,
  proud: 0.025,
  wheelSides: 8,
};
