/**
 * Kannala and Brandt's fisheye lens as in OpenCV's fisheye module: a ray at angle theta from the axis lands at the distance
 * theta (1 + k1 theta^2 + k2 theta^4 + k3 theta^6 + k4 theta^8) from the principal point, in focal lengths.
 * Kannala and Brandt, A generic camera model and calibration method, PAMI 28(8), 2006.
 */

export interface Fisheye {
  readonly model: 'fisheye';
  readonly k1: number;
  readonly k2: number;
  readonly k3: number;
  readonly k4: number;
}

/** Straight back, every direction across is the same: the model ends short of it, rad. */
const WIDEST = 3.1;
const STEP = 0.01;

/** @param theta rad from the axis @returns distance from the principal point, focal lengths */
export function fisheyeDistance({ k1, k2, k3, k4 }: Fisheye, theta: number): number {
  const t = theta * theta;
  return theta * (1 + t * (k1 + t * (k2 + t * (k3 + t * k4))));
}

function slope({ k1, k2, k3, k4 }: Fisheye, theta: number): number {
  const t = theta * theta;
  return 1 + t * (3 * k1 + t * (5 * k2 + t * (7 * k3 + t * 9 * k4)));
}

/** The angle up to which a wider ray lands farther out, rad. */
export function fisheyeLimit(lens: Fisheye): number {
  let inside = 0;
  while (inside < WIDEST && slope(lens, inside + STEP) > 0) inside += STEP;
  if (inside >= WIDEST) return WIDEST;
  let outside = inside + STEP;
  for (let i = 0; i < 50; i++) {
    const middle = (inside + outside) / 2;
    if (slope(lens, middle) > 0) inside = middle;
    else outside = middle;
  }
  return inside;
}

/** The inverse of `fisheyeDistance` on 0..limit, by Newton's steps kept between bounds. @returns undefined beyond the limit's distance */
export function fisheyeAngle(lens: Fisheye, limit: number, distance: number): number | undefined {
  if (distance > fisheyeDistance(lens, limit)) return undefined;
  let [low, high] = [0, limit];
  let theta = Math.min(distance, limit);
  for (let i = 0; i < 100; i++) {
    const over = fisheyeDistance(lens, theta) - distance;
    if (over > 0) high = theta;
    else low = theta;
    const step = theta - over / slope(lens, theta);
    const next = step > low && step < high ? step : (low + high) / 2;
    if (Math.abs(next - theta) <= 1e-15 * (1 + theta) || over === 0) return over === 0 ? theta : next;
    theta = next;
  }
  return theta;
}
