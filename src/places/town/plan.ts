/** A town street's cross-section and character, drawn from its seed where the author leaves it open. */
import type { RandomStream } from '#core/random';
import type { OptionReader } from '../layout.js';
import { drawnSeason } from '../season.js';
import { weighted } from '../weighted.js';
import { type Range, STYLES, type Style } from './style.js';

export interface Side {
  /** +1 left of the road, -1 right. */
  readonly sign: 1 | -1;
  /** Widths from the outer lane outwards, m; 0 where there is none. */
  readonly cycle: number;
  readonly parking: number;
  readonly verge: number;
  readonly sidewalk: number;
  readonly setback: number;
  readonly boundary: string;
  /** m; 0: no street trees. */
  readonly treeSpacing: number;
  readonly treeKind: string;
}

export interface Plan {
  readonly style: Style;
  readonly hand: 'right' | 'left';
  readonly lanes: number;
  readonly laneWidth: number;
  readonly sides: readonly [left: Side, right: Side];
  readonly surface: string;
  readonly pavement: string;
  readonly kerbHeight: number;
  readonly season: string;
  /** How the middle of the road is marked. */
  readonly middle: 'none' | 'dashed' | 'long-dashed' | 'double';
  readonly paint: 'white' | 'yellow-middle' | 'yellow-kerb';
  readonly parked: number;
  readonly lamps: boolean;
  readonly wires: boolean;
  /** Stations, m. */
  readonly junction: number | undefined;
  readonly signals: boolean;
  readonly crossing: number | undefined;
  readonly works: boolean;
}

const PARKED: Readonly<Record<string, Range>> = { none: [0, 0], sparse: [0.15, 0.45], dense: [0.7, 0.95], any: [0.05, 0.95] };
const TREES: readonly string[] = ['tree-plane', 'tree-lime', 'tree-birch', 'tree-small', 'tree-pollard', 'tree'];

export function planOf(options: OptionReader, random: RandomStream): Plan {
  const stated = options.choice('style');
  const styleName = stated === 'any' ? random.child('style').pick(Object.keys(STYLES)) : stated;
  const style = STYLES[styleName] as Style;
  const either = (name: string, share: number): boolean =>
    options.choice(name) === 'any' ? random.child(name).chance(share) : options.choice(name) === 'yes';
  const within = ([low, high]: Range, name: string): number => random.child(name).between(low, high);
  const lanes = random.child('lanes').pick(style.lanes);
  const hand =
    options.choice('hand') === 'any' ? random.child('hand').pick(['right', 'left'] as const) : options.choice('hand');
  const length = options.number('length');
  const cycle = styleName !== 'old-town' && random.child('cycle').chance(0.18) ? within([1.3, 1.9], 'cycle-width') : 0;
  const treeKind = random.child('tree-kind').pick(TREES);
  const side = (sign: 1 | -1): Side => {
    const own = random.child('side').child(sign);
    const is = (share: number, name: string): boolean => own.child(name).chance(share);
    const of = ([low, high]: Range, name: string): number => own.child(name).between(low, high);
    return {
      sign,
      cycle,
      parking: is(style.parking, 'parking') ? of([1.9, 2.3], 'parking-width') : 0,
      verge: is(style.verge, 'verge') ? of(style.vergeWidth, 'verge-width') : 0,
      sidewalk: of(style.sidewalk, 'sidewalk'),
      setback: of(style.setback, 'setback'),
      boundary: weighted(style.boundary, own.child('boundary')),
      treeSpacing: is(style.trees, 'trees') ? of(style.treeSpacing, 'tree-spacing') : 0,
      treeKind: is(0.75, 'same-trees') ? treeKind : own.child('own-trees').pick(TREES),
    };
  };
  const parkedRange = PARKED[options.choice('parked')] as Range;
  return {
    style,
    hand: hand as Plan['hand'],
    lanes,
    laneWidth: within(style.laneWidth, 'lane-width'),
    sides: [side(1), side(-1)],
    surface: weighted(style.surfaces, random.child('surface')),
    pavement: weighted(style.pavements, random.child('pavement')),
    kerbHeight: within([0.08, 0.15], 'kerb'),
    season: drawnSeason(options, random),
    middle: lanes > 1 ? 'double' : random.child('middle').pick(['none', 'dashed', 'dashed', 'long-dashed'] as const),
    paint: random.child('paint').pick(['white', 'white', 'white', 'yellow-kerb', 'yellow-middle'] as const),
    parked: within(parkedRange, 'parked'),
    lamps: options.choice('streetLights') === 'on',
    wires: random.child('wires').chance(styleName === 'outskirts' ? 0.7 : 0.25),
    junction: either('junction', 0.5) ? within([0.35 * length, 0.75 * length], 'junction-at') : undefined,
    signals: random.child('signals').chance(0.55),
    crossing: either('crossing', 0.35) ? within([0.15 * length, 0.6 * length], 'crossing-at') : undefined,
    works: either('works', 0.08),
  };
}

/** Much traffic, or shops and works along it. */
export function isBusy({ lanes, style }: Plan): boolean {
  return lanes > 1 || style.behind === 'concrete';
}

/** Offsets (m, positive outwards) of a side's parts from the road's middle. */
export interface Offsets {
  /** Edge of the outer driving lane. */
  readonly lane: number;
  readonly cycle: number;
  readonly kerb: number;
  readonly verge: number;
  /** Back of the pavement. */
  readonly back: number;
  readonly front: number;
}

export function offsetsOf(plan: Plan, side: Side): Offsets {
  const lane = plan.lanes * plan.laneWidth;
  const cycle = lane + side.cycle;
  const kerb = cycle + side.parking;
  const verge = kerb + side.verge;
  const back = verge + side.sidewalk;
  return { lane, cycle, kerb, verge, back, front: back + side.setback };
}
