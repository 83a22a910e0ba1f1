/** A proving ground: a straight two-lane track on wide tarmac, grass and trees around it. */
import type { Feature } from '#contracts/place';
import { randomRoot } from '#core/random';
import { type Layout, lengthOption } from '../layout.js';
import { referenceLine } from '../line.js';
import { plant, row } from '../planting.js';
import { band, carriageway, type Extent, lane } from '../road.js';
import { solidsOf } from '../standing.js';

const LANE = 3.5;
const EDGE = 12;

export const testTrack: Layout = {
  name: 'test-track',
  about: 'proving ground: two lanes on wide tarmac, grass around',
  lanes: ['right', 'left'],
  regions: ['track'],
  options: { length: lengthOption(300) },
  build(spec, options) {
    const length = options.number('length');
    const line = referenceLine(0);
    const random = randomRoot(spec.seed).child('place').child('test-track');
    const extent: Extent = { line, start: -80, end: length + 300, step: 20 };
    const sides = [1, -1] as const;
    const trees = (side: 1 | -1): Feature[] =>
      plant(
        extent,
        { kinds: { tree: 1, bush: 2 }, from: side * 40, to: side * 70, spacing: 22, height: [3, 12], spread: 0.6 },
        random.child('trees').child(side),
      );
    let planted: readonly Feature[] | undefined;
    const features = (): readonly Feature[] =>
      sides.flatMap((side) => [
        ...plant(
          extent,
          { kinds: { grass: 1 }, from: side * (EDGE + 2), to: side * (EDGE + 10), spacing: 4, height: [0.2, 0.5], spread: 1.2 },
          random.child('grass').child(side),
        ),
        ...trees(side),
        ...plant(
          extent,
          {
            kinds: { 'tree-far': 3, 'conifer-far': 2 },
            from: side * 100,
            to: side * 140,
            spacing: 8,
            height: [9, 18],
            spread: 0.5,
          },
          random.child('belt').child(side),
        ),
        ...row(extent, 'delineator', side * (EDGE + 0.5), 25, [0.12, 0.12, 1], random.child('posts').child(side)),
      ]);
    const grass = (from: number, to: number) => band(extent, { from, to, z: 0, class: 'terrain', surface: 'grass' });
    return {
      spec,
      length,
      mainLane: 'right',
      lanes: [
        lane(line, length, 'right', 'driving', -LANE / 2, LANE),
        lane(line, length, 'left', 'driving', LANE / 2, LANE, -1),
      ],
      regions: [
        {
          id: 'track',
          polygon: [
            [0, -EDGE],
            [length, -EDGE],
            [length, EDGE],
            [0, EDGE],
          ],
        },
      ],
      strips: [
        ...carriageway(extent, -EDGE, EDGE, [
          { offset: 0, width: 0.12, dash: [3, 6] },
          { offset: LANE, width: 0.12 },
          { offset: -LANE, width: 0.12 },
        ]),
        grass(EDGE, 700),
        grass(-700, -EDGE),
      ],
      /** Made when somebody looks: runs without pictures are drawn by the thousand, and only trunks are in anybody's way. */
      get features() {
        planted ??= features();
        return planted;
      },
      solids: sides.flatMap((side) => solidsOf(trees(side))),
      props: [],
      lamps: [],
    };
  },
};
