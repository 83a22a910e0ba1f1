/** What fog, rain and snow do to light and radio waves. */

import { rainFallSpeed } from '#sensors/falling/sizes';
import { goodinExtinction, rangeIn, twoWay } from '#sensors/lidar/air';
import { numberAbove, rainDrops, rainExtinction } from '#sensors/precipitation';
import { rainCoefficients } from '#sensors/radar/weather';
import { check, type Formula } from './formula.js';
import { mediumIn } from './scenes.js';

const fogAt = (mor: number): number => mediumIn(`{fog: {mor: ${mor} m}}`).extinctionPerM;
const drops = rainDrops(10);

export const AIR: readonly Formula[] = [
  {
    title: 'Fog: extinction from the meteorological optical range',
    text: 'The contrast of an object falls as `C = C0 exp(-beta d)` with the distance; MOR is where it has fallen to 5 %, so `beta = ln 20 / MOR`. One extinction acts on pictures, on the contrast label, on lidar and on the rangefinder.',
    source: 'Koschmieder (1924); WMO-No. 8, Guide to Instruments and Methods of Observation, part I, chapter 9.',
    wantedFrom: 'closed form',
    files: ['src/world/medium/index.ts', 'src/sensors/lidar/air.ts'],
    values: [
      check('extinction at MOR 50 m, 1/m', Math.log(20) / 50, fogAt(50), '0.01 %'),
      check('extinction at MOR 100 m, 1/m', Math.log(20) / 100, fogAt(100), '0.01 %'),
      check('extinction at MOR 1000 m, 1/m', Math.log(20) / 1000, fogAt(1000), '0.01 %'),
      check('contrast left at the MOR', 0.05, Math.exp(-fogAt(200) * 200), 1e-6),
    ],
  },
  {
    title: 'Lidar in fog: there and back',
    text: "Light goes both ways, so `exp(-2 beta R) / R^2` of it comes back; what is just detected at `R0` in clear air is detected up to `R = W(beta R0) / beta`, with Lambert's W.",
    source: 'Beer and Lambert; Rasshofer, Spies and Spies, Adv. Radio Sci. 9 (2011).',
    wantedFrom: 'closed form, W by its series to ten digits',
    files: ['src/sensors/lidar/air.ts'],
    values: [
      check('share that comes back from 50 m at MOR 100 m', 0.05, twoWay(fogAt(100), 50), 1e-6),
      check('range at MOR 50 m of what reaches 100 m, m', 23.893, rangeIn(fogAt(50), 100), 5e-4),
      check('range at MOR 100 m, m', 35.022, rangeIn(fogAt(100), 100), 5e-4),
      check('range at MOR 200 m, m', 48.42, rangeIn(fogAt(200), 100), 5e-4),
    ],
  },
  {
    title: 'Rain: drops by size',
    text: 'Drops have the sizes `N(D) = 8000 exp(-4.1 R^-0.21 D)` per m^3 and mm. Cameras, glass, lidar and the extinction share them: `beta = 3.65e-4 R^0.63` per m, which is twice their cross-section.',
    source: 'Marshall and Palmer, J. Meteorol. 5 (1948); van de Hulst (1957) for the factor of two.',
    wantedFrom: 'closed forms: N0 / slope, N0 / slope exp(-slope D), pi N0 / slope^3',
    files: ['src/sensors/precipitation.ts'],
    values: [
      check('slope at 10 mm/h, 1/mm', 2.528, drops.slope, 5e-4),
      check('drops at 10 mm/h, 1/m^3', 3164.5, drops.n0 / drops.slope, '0.02 %'),
      check('of these larger than 1 mm, 1/m^3', 252.6, numberAbove(drops, 1), '0.1 %'),
      check('extinction at 1 mm/h, 1/m', 3.647e-4, rainExtinction(1), '0.5 %'),
      check('extinction at 10 mm/h, 1/m', 1.556e-3, rainExtinction(10), '0.5 %'),
      check('extinction at 50 mm/h, 1/m', 4.288e-3, rainExtinction(50), '0.5 %'),
    ],
  },
  {
    title: 'Rain: how fast drops fall',
    text: '`v = 9.65 - 10.3 exp(-0.6 D)` m/s, D in mm. It sets the length of streaks in pictures.',
    source: 'Atlas, Srivastava and Sekhon, Rev. Geophys. 11 (1973).',
    wantedFrom: 'measured: Gunn and Kinzer, J. Meteorol. 6 (1949)',
    files: ['src/sensors/falling/sizes.ts'],
    values: [
      [1, 4.03],
      [2, 6.49],
      [3, 8.06],
      [4, 8.83],
      [5, 9.09],
    ].map(([d = 0, v = 0]) => check(`drop of ${d} mm, m/s`, v, rainFallSpeed(d), '3 %')),
  },
  {
    title: 'Lidar in rain, the stronger model',
    text: "`beta = 0.01 R^0.6` per m, for `rain: goodin`: about 25 times what Marshall and Palmer's drops take.",
    source: 'Goodin, Carruth, Doude and Hudson, Electronics 8(1):89 (2019).',
    wantedFrom: 'closed form',
    files: ['src/sensors/lidar/air.ts'],
    values: [
      check('extinction at 10 mm/h, 1/m', 0.0398, goodinExtinction(10), 5e-5),
      check('share that comes back from 50 m', 0.0187, twoWay(goodinExtinction(10), 50), 5e-5),
    ],
  },
  {
    title: 'Radar in rain',
    text: '`gamma = k R^alpha` dB/km one way, k and alpha by frequency and polarisation.',
    source: 'Recommendation ITU-R P.838-3 (2005), equations 2 and 3.',
    wantedFrom: 'published: ITU-R P.838-3, table 5',
    files: ['src/sensors/radar/weather.ts'],
    values: (
      [
        [10, 'horizontal', 0.01217, 1.2571],
        [10, 'vertical', 0.01129, 1.2156],
        [80, 'horizontal', 1.1704, 0.7115],
        [80, 'vertical', 1.1668, 0.7021],
      ] as const
    ).flatMap(([ghz, polarisation, k, alpha]) => {
      const found = rainCoefficients(ghz * 1e9, polarisation);
      return [
        check(`k at ${ghz} GHz, ${polarisation}`, k, found.k, '0.2 %'),
        check(`alpha at ${ghz} GHz, ${polarisation}`, alpha, found.alpha, 2e-3),
      ];
    }),
  },
];
