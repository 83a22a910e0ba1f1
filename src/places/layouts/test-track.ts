/** A proving ground: a straight two-lane track on wide tarmac, grass and trees around it. */
import type { Feature, Lamp } from '#contracts/place';
import { PI } from '#core/math';
import { randomRoot } from '#core/random';
import { type Layout, lengthOption } from '../layout.js';
import { referenceLine } from '../line.js';
import { plant, row } from '../planting.js';
import { band, carriageway, type Extent, lane } from '../road.js';
import { solidsOf } from '../standing.js';

const LANE = 3.5;
const EDGE = 12;

/**
 * Street lamps of Euro NCAP's night tests round a place of the right lane, by vectorgrp/OSC-NCAP-scenarios ee7aa11: five on its near side, two on the far
 * side, 7.1 m beside the middle of the lane, 5 m high. Along the lane from that place, m.
 */
const LAMPS = { near: [-62.5, -37.5, -12.5, 12.5, 37.5], far: [-12.5, 12.5], beside: 7.1, height: 5 };
/** From its post to the lantern, m. */
const ARM = 1.4;

export const testTrack: Layout = {
  name: 'test-track',
  about: 'proving ground: two lanes on wide tarmac, grass around',
  lanes: ['right', 'left'],
  regions: ['track'],
  options: {
    length: lengthOption(300),
    streetLamps: {
      kind: 'choice',
      about: 'street lamps as in night tests of Euro NCAP, beside the right lane',
      default: 'none',
      choices: ['none', 'near-side', 'both-sides'],
    },
    lampsAt: { kind: 'length', about: 'station that the street lamps stand round, m', default: 110, min: 0, max: 3000 },
  },
  build(spec, options) {
    const length = options.number('length');
    const line = referenceLine(0);
    const random = randomRoot(spec.seed).child('place').child('test-track');
    const posts = lampPosts(options.choice('streetLamps'), options.number('lampsAt'));
    const extent: Extent = { line, start: -80, end: length + 300, step: 20 };
    const sides = [1, -1] as const;
    const trees = (side: 1 | -1): Feature[] =>
      plant(
        extent,
        { kinds: { tree: 1, bush: 2 }, from: side * 40, to: side * 70, spacing: 22, height: [3, 12], spread: 0.6 },
        random.child('trees').child(side),
      );
    let planted: readonly Feature[] | undefined;
    const features = (): readonly Feature[] => [
      ...posts,
      ...sides.flatMap((side) => [
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
      ]),
    ];
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
      lamps: posts.map(lantern),
    };
  },
};

function lampPosts(sides: string, around: number): readonly Feature[] {
  const { near, far, beside, height } = LAMPS;
  const post =
    (side: 1 | -1) =>
    (along: number): Feature => ({
      kind: 'lamp-post',
      position: [around + along, -LANE / 2 + side * beside],
      heading: (-side * PI) / 2,
      size: [0.2, 0.2, height],
      seed: 0,
    });
  if (sides === 'none') return [];
  return [...near.map(post(-1)), ...(sides === 'both-sides' ? far.map(post(1)) : [])];
}

/** Over the track, at the end of its arm. */
function lantern({ position: [x, y], heading, size }: Feature): Lamp {
  return { position: [x, y + (heading > 0 ? ARM : -ARM), size[2] - 0.1], luminousFluxLm: 8000 };
}
