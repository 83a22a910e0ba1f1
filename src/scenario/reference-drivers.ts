/** What the reference drivers do where a file says nothing else: the figures that their closed forms are checked by. */
import type { Controller } from '#contracts/scenario';
import { CAREFUL_DRIVER, CAREFUL_DRIVER_PERCEPTION, CAREFUL_DRIVER_RISK_TTC, IDM_ORIGINAL } from '#validate/metrics/drivers';
import { RSS_EGO } from '#validate/metrics/rss';

type Figures<T extends Controller['type']> = Omit<Extract<Controller, { type: T }>, 'type'>;

const { delay, release = 0, jerk = 0, deceleration } = CAREFUL_DRIVER;
export const R157: Figures<'r157'> = {
  perception: CAREFUL_DRIVER_PERCEPTION,
  delay,
  release,
  deceleration,
  jerk,
  trigger: { ttc: CAREFUL_DRIVER_RISK_TTC },
  sight: true,
};

/** Braking of its own: the hardest that RSS reckons with. */
export const RSS: Figures<'rss'> = {
  responseTime: RSS_EGO.response,
  acceleration: RSS_EGO.maxAcceleration,
  minBraking: RSS_EGO.minBraking,
  braking: RSS_EGO.maxBraking,
  maxBraking: RSS_EGO.maxBraking,
  lateralAcceleration: RSS_EGO.maxLateralAcceleration,
  lateralBraking: RSS_EGO.minLateralBraking,
  margin: RSS_EGO.lateralMargin,
};

/** JRC-FSM 01b05c2 (science.md 3.2). */
export const FSM: Figures<'fsm'> = {
  reactionTime: 0.75,
  comfortBraking: 4,
  braking: 6,
  leaderBraking: 7,
  margin: 2,
  jerk: 12.65,
};

/** At a wanted speed of its own. */
const { desiredSpeed: _, ...usual } = IDM_ORIGINAL;
export const IDM: Omit<Figures<'idm'>, 'desiredSpeed'> = usual;

/** The reference AEB of science.md 3.5: half a second, 8 m/s^2, from the instant a body enters the path. */
export const AEB: Figures<'aeb'> = { latency: 0.5, deceleration: 8, jerk: 0, trigger: { pathEntry: true } };
