/**
 * Responsibility-Sensitive Safety (Shalev-Shwartz, Shammah, Shashua 2017, arXiv 1708.06374; science.md 2.1): least safe distances.
 * Distances in m, speeds in m/s, accelerations in m/s^2 and above 0 for braking, too.
 */

export interface RssParameters {
  /** Response time of who brakes, s. */
  readonly response: number;
  /** Most that a vehicle accelerates while it responds. */
  readonly maxAcceleration: number;
  /** Least that a vehicle brakes after its response. */
  readonly minBraking: number;
  /** Most that a vehicle ahead brakes. */
  readonly maxBraking: number;
  /** Least that a vehicle in its own lane brakes for one on the wrong side. */
  readonly minBrakingCorrect: number;
  readonly maxLateralAcceleration: number;
  readonly minLateralBraking: number;
  /** Width that a steady vehicle wanders, m. */
  readonly lateralMargin: number;
  /** Speed that nobody accelerates beyond while responding. */
  readonly maxSpeed: number;
}

/** Values that intel/ad-rss-lib proposes ("Parameter Discussion"); a speed limit that does nothing, as in the paper. */
export const RSS_EGO: RssParameters = {
  response: 1,
  maxAcceleration: 3.5,
  minBraking: 4,
  maxBraking: 8,
  minBrakingCorrect: 3,
  maxLateralAcceleration: 0.2,
  minLateralBraking: 0.8,
  lateralMargin: 0.1,
  maxSpeed: 100,
};

/** A human driver responds in 2 s. */
export const RSS_OTHER: RssParameters = { ...RSS_EGO, response: 2 };

/** Way to a stop of who accelerates during its response and then brakes with `braking`. */
function stoppingWay(speed: number, p: RssParameters, braking: number): number {
  const room = Math.max(0, p.maxSpeed - speed);
  const accelerating = Math.min(p.response, room / p.maxAcceleration);
  const reached = speed + p.maxAcceleration * accelerating;
  const response = ((speed + reached) / 2) * accelerating + reached * (p.response - accelerating);
  return response + (reached * reached) / (2 * braking);
}

/** Least safe gap between two in one direction: the one ahead brakes its hardest, the one behind responds and then brakes its least. */
export function rssSameDirection(rearSpeed: number, frontSpeed: number, rear = RSS_EGO, front = rear): number {
  const ahead = (frontSpeed * frontSpeed) / (2 * front.maxBraking);
  return Math.max(0, stoppingWay(rearSpeed, rear, rear.minBraking) - ahead);
}

/** Least safe gap between two that meet; speeds without sign. `correct` drives in its own lane. */
export function rssOppositeDirection(correctSpeed: number, wrongSpeed: number, correct = RSS_EGO, wrong = RSS_OTHER): number {
  return stoppingWay(correctSpeed, correct, correct.minBrakingCorrect) + stoppingWay(wrongSpeed, wrong, wrong.minBraking);
}

/**
 * Least safe lateral gap. Both speeds are positive to the right: towards the other for the left one, away from it for the right one.
 * Who still moves away after its response gets no stopping way, as in ad-rss-lib; the paper's formula has no such case.
 */
export function rssLateral(leftSpeed: number, rightSpeed: number, left = RSS_EGO, right = RSS_OTHER): number {
  const towards = lateralWay(leftSpeed, left) + lateralWay(-rightSpeed, right);
  return left.lateralMargin + Math.max(0, towards);
}

/** Way sideways towards the other, from a lateral speed towards it. */
function lateralWay(speed: number, p: RssParameters): number {
  const reached = speed + p.maxLateralAcceleration * p.response;
  const response = ((speed + reached) / 2) * p.response;
  return response + (reached > 0 ? (reached * reached) / (2 * p.minLateralBraking) : 0);
}
