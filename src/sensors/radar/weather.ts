/** What rain, fog and snow take from 77 GHz, dB per km one way. */
import type { Medium } from '#contracts/frame';
import { exp, ln, pow } from '#core/math';

type Row = readonly [a: number, b: number, c: number];
interface Fit {
  readonly rows: readonly Row[];
  readonly slope: number;
  readonly constant: number;
}

/** ITU-R P.838-3 (2005), tables 1 to 4: vertical and horizontal polarisation. */
const K_H: Fit = {
  rows: [
    [-5.3398, -0.10008, 1.13098],
    [-0.35351, 1.2697, 0.454],
    [-0.23789, 0.86036, 0.15354],
    [-0.94158, 0.64552, 0.16817],
  ],
  slope: -0.18961,
  constant: 0.71147,
};
const K_V: Fit = {
  rows: [
    [-3.80595, 0.56934, 0.81061],
    [-3.44965, -0.22911, 0.51059],
    [-0.39902, 0.73042, 0.11899],
    [0.50167, 1.07319, 0.27195],
  ],
  slope: -0.16398,
  constant: 0.63297,
};
const ALPHA_H: Fit = {
  rows: [
    [-0.14318, 1.82442, -0.55187],
    [0.29591, 0.77564, 0.19822],
    [0.32177, 0.63773, 0.13164],
    [-5.3761, -0.9623, 1.47828],
    [16.1721, -3.2998, 3.4399],
  ],
  slope: 0.67849,
  constant: -1.95537,
};
const ALPHA_V: Fit = {
  rows: [
    [-0.07771, 2.3384, -0.76284],
    [0.56727, 0.95545, 0.54039],
    [-0.20238, 1.1452, 0.26809],
    [-48.2991, 0.791669, 0.116226],
    [48.5833, 0.791459, 0.116479],
  ],
  slope: -0.053739,
  constant: 0.83433,
};

/** Coefficients of gamma = k R^alpha (dB/km, R in mm/h). @param frequency Hz, 1e9 to 1e12 */
export function rainCoefficients(frequency: number, polarisation: 'horizontal' | 'vertical'): { k: number; alpha: number } {
  const log = ln(frequency / 1e9) / ln(10);
  const [k, alpha] = polarisation === 'horizontal' ? [K_H, ALPHA_H] : [K_V, ALPHA_V];
  return { k: pow(10, fitted(k, log)), alpha: fitted(alpha, log) };
}

function fitted({ rows, slope, constant }: Fit, log: number): number {
  const bumps = rows.reduce((sum, [a, b, c]) => sum + a * exp(-((log - b) / c) * ((log - b) / c)), 0);
  return bumps + slope * log + constant;
}

/** At 77 GHz, vertical polarisation. */
const RAIN = rainCoefficients(77e9, 'vertical');

/** One way, dB/km. */
export function specificAttenuation(medium: Pick<Medium, 'extinctionPerM' | 'rainMmPerH' | 'snowMmPerH'>): number {
  const { rainMmPerH: rain, snowMmPerH: snow } = medium;
  const rainy = rain > 0 ? RAIN.k * pow(rain, RAIN.alpha) : 0;
  return rainy + snowAttenuation(snow) + fogAttenuation(rain > 0 || snow > 0 ? 0 : medium.extinctionPerM);
}

/** Dry snow, Gunn and East (1954) with the wavelength in cm; made for longer waves, so an order of size: 0.5 dB/km at 2 mm/h. */
function snowAttenuation(mmPerH: number): number {
  const cm = 0.38934;
  return mmPerH > 0 ? (3.49e-3 * pow(mmPerH, 1.6)) / (cm * cm * cm * cm) + (2.24e-3 * mmPerH) / cm : 0;
}

/**
 * Liquid water from visible extinction (Kunkel 1984: 144.7 W^0.88 per km), times 4 dB/km per g/m^3 at 77 GHz and 10 degrees
 * (ITU-R P.840). Where rain or snow takes the light as well, fog's share is left out: at MOR 50 m it is 1.4 dB/km.
 */
function fogAttenuation(extinctionPerM: number): number {
  return extinctionPerM > 0 ? 4 * pow((1000 * extinctionPerM) / 144.7, 1 / 0.88) : 0;
}
