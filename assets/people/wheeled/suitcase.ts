/** A cabin case pulled behind, 0.55 x 0.38 x 0.23 m, leaning on two wheels. Origin on the ground below the hand, x forward. */
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import type { Detail } from '../flesh/weave.js';
import { BLACK, fixed, painted, type Thing, tube, wheel } from './things.js';

const COLOURS: readonly Vec3[] = [
  [0.02, 0.02, 0.022],
  [0.03, 0.04, 0.08],
  [0.22, 0.02, 0.03],
  [0.3, 0.3, 0.31],
  [0.02, 0.1, 0.1],
];
const TALL = 0.55;
const DEEP = 0.23;
const WIDE = 0.38;
const FOOT = 0.04;

export function suitcase(random: RandomStream, hand: number, detail: Detail): Thing[] {
  // It leans so far that its handle, drawn out by half a metre, meets the hand.
  const long = TALL + 0.45;
  const up = Math.min(0.95, (hand - FOOT) / long);
  const across = Math.sqrt(1 - up * up);
  const foot: Vec3 = [-long * across, 0, FOOT];
  const at = (along: number, behind: number, y: number): Vec3 => [
    foot[0] + across * along - up * behind,
    y,
    foot[2] + up * along + across * behind,
  ];
  const shell = fixed('case', painted('case', random.child('colour').pick(COLOURS), 0.4, 'paint'), [0, 0, 0], (b) => {
    const section = (along: number, inset: number): Vec3[] => {
      const [half, deep] = [WIDE / 2 - inset, DEEP / 2 - inset];
      return [
        [deep, half],
        [deep, -half],
        [-deep, -half],
        [-deep, half],
      ].map(([behind, y]) => at(along, (behind as number) - DEEP / 2, y as number));
    };
    b.loft([section(0.01, 0.03), section(0.04, 0), section(TALL - 0.03, 0), section(TALL, 0.03)], { caps: true });
  });
  const handle = fixed('case handle', BLACK, [0, 0, 0], (b) => {
    for (const y of [0.09, -0.09]) tube(b, [at(TALL, -0.03, y), at(long, -0.03, y)], 0.008, detail);
    tube(b, [at(long, -0.03, -0.09), at(long, -0.03, 0.09)], 0.011, detail);
  });
  const wheels = [0.15, -0.15].map((y) =>
    wheel({ name: 'case wheel', at: [foot[0], y, FOOT], radius: FOOT, thick: 0.014, spokes: 0, small: true }, detail),
  );
  return [shell, handle, ...wheels];
}
