/** Streets between towers, for drones: a main street, a side street that opens at a corner, an air corridor above. */

import type { Feature } from '#contracts/place';
import { PI } from '#core/math';
import { randomRoot } from '#core/random';
import { bendsOf, camberAlong, crowned } from '../camber.js';
import { type Layout, lengthOption } from '../layout.js';
import { referenceLine } from '../line.js';
import { parkedCars } from '../parked.js';
import { row } from '../planting.js';
import { band, carriageway, type Extent, lane, type Marking } from '../road.js';
import { solidsOf } from '../standing.js';
import { sideStreet } from '../street-parts.js';

const KERB = 6.6;
const SIDE_STREET = 12;
const MARKINGS: readonly Marking[] = [
  { offset: 0, width: 0.12, dash: [3, 3] },
  { offset: 4.2, width: 0.1 },
  { offset: -4.2, width: 0.1 },
];

export const urbanCanyon: Layout = {
  name: 'urban-canyon',
  about: 'street between towers with a side street at a corner, for drones',
  lanes: ['corridor', 'right', 'left', 'right-sidewalk', 'left-sidewalk'],
  regions: ['road', 'corner'],
  options: {
    length: lengthOption(300),
    height: { kind: 'length', about: 'typical height of the towers, m', default: 55, min: 12, max: 250 },
    width: { kind: 'length', about: 'between facades, m', default: 24, min: 16, max: 80 },
    cornerAt: { kind: 'length', about: 'station of the side street, m', default: 140, min: 20, max: 3000 },
  },
  build(spec, options) {
    const length = options.number('length');
    const front = options.number('width') / 2;
    const corner = options.number('cornerAt');
    const gap: [number, number] = [corner - SIDE_STREET / 2, corner + SIDE_STREET / 2];
    const line = referenceLine(0);
    const random = randomRoot(spec.seed).child('place').child('urban-canyon');
    const extent: Extent = { line, start: -80, end: length + 160, step: 20 };
    const profile = crowned(-KERB, KERB);
    const parts = [
      { ...extent, end: gap[0] },
      { ...extent, start: gap[1] },
    ];
    const features = [
      ...parts.flatMap((part, p) => towers(part, front, options.number('height'), random.child('towers').child(p))),
      ...parts.flatMap((part, p) =>
        row(part, 'lamp-post', KERB + 0.5, 30, [0.2, 0.2, 7.5], random.child('lamps').child(p)).map((f) => ({
          ...f,
          heading: -PI / 2,
        })),
      ),
    ];
    const side = (part: Extent) =>
      [1, -1].flatMap((s) => {
        const across = (from: number, to: number, z: number, id: string, surface: string) =>
          band(part, { from: s === 1 ? from : -to, to: s === 1 ? to : -from, z, class: id, surface });
        return [
          across(KERB, front, 0.12, 'sidewalk', 'concrete'),
          across(front, 120, 0.12, 'terrain', 'concrete'),
          across(120, 700, 0, 'terrain', 'grass'),
        ];
      });
    const park = (offset: number) =>
      parkedCars(
        line,
        offset,
        -20,
        length + 40,
        0.5,
        [[gap[0] - 6, gap[1] + 6]],
        random.child('parked').child(offset > 0 ? 1 : 0),
      );
    return {
      spec,
      length,
      mainLane: 'corridor',
      camber: camberAlong(extent, profile),
      lanes: [
        lane(line, length, 'corridor', 'air', 0, 12),
        lane(line, length, 'right', 'driving', -1.75, 3.5),
        lane(line, length, 'left', 'driving', 1.75, 3.5, -1),
        lane(line, length, 'right-sidewalk', 'sidewalk', -(KERB + front) / 2, front - KERB),
        lane(line, length, 'left-sidewalk', 'sidewalk', (KERB + front) / 2, front - KERB, -1),
      ],
      regions: [
        {
          id: 'road',
          polygon: [
            [0, -KERB],
            [length, -KERB],
            [length, KERB],
            [0, KERB],
          ],
        },
        {
          id: 'corner',
          polygon: [
            [gap[0], -front],
            [gap[1], -front],
            [gap[1], front],
            [gap[0], front],
          ],
        },
      ],
      strips: [
        ...carriageway(extent, -KERB, KERB, MARKINGS, 'asphalt', bendsOf(profile)),
        ...parts.flatMap(side),
        ...sideStreet(gap, KERB, 120),
      ],
      features,
      solids: solidsOf(features),
      props: [...park(5.4), ...park(-5.4)],
      lamps: features
        .filter((f) => f.kind === 'lamp-post')
        .map((f) => ({ position: [f.position[0], f.position[1] - 1.4, 7.4], luminousFluxLm: 8000 })),
    };
  },
};

function towers(part: Extent, front: number, height: number, random: ReturnType<typeof randomRoot>): Feature[] {
  return [1, -1].flatMap((side) => {
    const out: Feature[] = [];
    let s = part.start;
    for (let i = 0; s < part.end - 6; i++) {
      const own = random.child(side).child(i);
      const width = Math.min(own.between(16, 34), part.end - s);
      const depth = own.between(16, 28);
      out.push({
        kind: 'tower',
        position: [s + width / 2, side * (front + depth / 2)],
        heading: side === 1 ? -PI / 2 : PI / 2,
        size: [depth, width - 0.05, height * own.between(0.6, 1.5)],
        seed: own.uint32(),
      });
      s += width + (own.chance(0.15) ? own.between(1, 4) : 0);
    }
    return out;
  });
}
