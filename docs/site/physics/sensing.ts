/** Formulas of sensors beyond the air: radar, satellites, pressure, inertia, pictures. */
import { snr } from '#core/emva';
import { randomRoot } from '#core/random';
import { densityAt, pressureAt } from '#sensors/barometer/air';
import { ecefFromGeodetic } from '#sensors/gnss/earth';
import { axisNoise } from '#sensors/imu/noise';
import { dopplerOf, noiseDbm, rangeResolution, receivedDbm, speedResolution, WAVELENGTH } from '#sensors/radar/equation';
import { allanDeviation } from './allan.js';
import { check, type Formula } from './formula.js';

const NONE = { white: 0, biasInstability: 0, randomWalk: 0, turnOnBias: 0 };
const DT = 0.01;

/** Errors of an axis at 100 Hz. */
function errors(noise: Partial<typeof NONE>, count: number): number[] {
  const axis = axisNoise({ ...NONE, ...noise }, randomRoot('physics'));
  return Array.from({ length: count }, (_, i) => {
    const { white, bias } = axis.next(i === 0 ? 0 : DT, DT);
    return white + bias;
  });
}
const white = errors({ white: 3.4e-4 }, 100_000);
const flicker = errors({ biasInstability: 7e-5 }, 200_000);
const walk = errors({ randomWalk: 4e-5 }, 100_000);
const pole = ecefFromGeodetic({ latitude: Math.PI / 2, longitude: 0, height: 0 });

export const SENSING: readonly Formula[] = [
  {
    title: 'Radar equation and resolution',
    text: '`P = Pt G^2 lambda^2 sigma / ((4 pi)^3 R^4)`, noise `k T / dwell`, `dR = c / 2B`, `dv = lambda / 2T`.',
    source: 'Skolnik, Introduction to Radar Systems, 3rd edition, chapters 1 to 3.',
    wantedFrom: 'closed form: 10 dBm, 25 dBi, 77 GHz',
    files: ['src/sensors/radar/equation.ts'],
    values: [
      check('wavelength, mm', 3.8934, WAVELENGTH * 1000, 1e-4),
      check('Doppler, Hz per m/s', 513.69, dopplerOf(1), 0.01),
      check('power from 10 dBsm at 50 m, dBm', -79.128, receivedDbm(10, 25, 10, 50), 1e-3),
      check('twice the distance, dB', -12.041, receivedDbm(10, 25, 10, 100) - receivedDbm(10, 25, 10, 50), 1e-3),
      check('resolution of 1 GHz, m', 0.1499, rangeResolution(1e9), 1e-4),
      check('resolution of 20 ms, m/s', 0.0973, speedResolution(0.02), 1e-4),
      check('noise of 20 ms, dBm', -173.975 + 10 * Math.log10(50), noiseDbm(0.02, 0, 0), 1e-3),
    ],
  },
  {
    title: 'Pressure and density of the air',
    text: '`p = p0 (1 - L h / T0)^5.2559` for barometers.',
    source: 'ISO 2533, the standard atmosphere.',
    wantedFrom: 'published: U.S. Standard Atmosphere 1976, by geopotential height',
    files: ['src/sensors/barometer/air.ts'],
    values: [
      check('0 m, Pa', 101_325, pressureAt(0), 0.1),
      check('1000 m, Pa', 89_874.6, pressureAt(1000), '0.001 %'),
      check('5000 m, Pa', 54_019.9, pressureAt(5000), '0.001 %'),
      check('11,000 m, Pa', 22_632.1, pressureAt(11_000), '0.001 %'),
      check('density at 0 m, kg/m^3', 1.225, densityAt(0), 1e-4),
    ],
  },
  {
    title: 'Coordinates of satellite receivers',
    text: 'Positions on the WGS84 ellipsoid, and east-north-up axes on it.',
    source: 'NIMA TR8350.2, Department of Defense World Geodetic System 1984.',
    wantedFrom: 'published: its semi-major and semi-minor axes',
    files: ['src/sensors/gnss/earth.ts'],
    values: [
      check(
        'from the middle to the equator, m',
        6_378_137,
        ecefFromGeodetic({ latitude: 0, longitude: 0, height: 0 })[0],
        1e-6,
      ),
      check('from the middle to the pole, m', 6_356_752.3142, pole[2], 1e-4),
    ],
  },
  {
    title: 'Errors of inertial sensors',
    text: 'White noise N, bias instability B, random walk K; the Allan deviation tells them apart: `N / sqrt(tau)`, `0.6643 B`, `K sqrt(tau / 3)`.',
    source: 'IEEE Std 952-1997, annex C.',
    wantedFrom: 'closed form; found from 1000 to 2000 s of the simulated axis, so within what such a stretch can tell',
    files: ['src/sensors/imu/noise.ts', 'src/sensors/noise/flicker.ts'],
    values: [
      check('N = 3.4e-4: deviation at 1 s, rad/s', 3.4e-4, allanDeviation(white, DT, 100), '5 %'),
      check('N = 3.4e-4: deviation at 4 s, rad/s', 1.7e-4, allanDeviation(white, DT, 400), '8 %'),
      check('B = 7e-5: deviation at 4 s, rad/s', 0.6643 * 7e-5, allanDeviation(flicker, DT, 400), '15 %'),
      check('K = 4e-5: deviation at 10 s, rad/s', 4e-5 * Math.sqrt(10 / 3), allanDeviation(walk, DT, 1000), '20 %'),
    ],
  },
  {
    title: 'Noise of pictures',
    text: '`SNR = eta mu / sqrt(sigma_d^2 + 1 / (12 K^2) + eta mu)`: dark, quantisation and shot noise.',
    source: 'EMVA Standard 1288, release 4.0, equation 18.',
    wantedFrom: 'closed form: efficiency 0.6, 2 e of dark noise, K = 0.1 DN/e',
    files: ['src/core/emva.ts'],
    values: [10, 100, 1000, 10_000].map((photons) =>
      check(`${photons} photons`, (0.6 * photons) / Math.sqrt(4 + 1 / 0.12 + 0.6 * photons), snr(photons, 0.6, 2, 0.1), 1e-9),
    ),
  },
];
