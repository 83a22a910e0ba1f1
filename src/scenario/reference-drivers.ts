/** What the reference drivers do where a file says nothing else. */
import type { Controller } from '#contracts/scenario';

type Figures<T extends Controller['type']> = Omit<Extract<Controller, { type: T }>, 'type'>;

/** UN R157's careful and competent driver (JRC-FSM 01b05c2, science.md 3.2): risk perception 0.4 s, delay 0.75 s, 0.774 g by 12.65 m/s^3, TTC at most 2 s. */
export const R157: Figures<'r157'> = {
  perception: 0.4,
  delay: 0.75,
  release: 0.4,
  deceleration: 7.593,
  jerk: 12.65,
  trigger: { ttc: 2 },
};

/** Defaults of intel/ad-rss-lib 847b9c2 (science.md 2.1). */
export const RSS: Figures<'rss'> = {
  responseTime: 1,
  acceleration: 3.5,
  minBraking: 4,
  braking: 8,
  maxBraking: 8,
  lateralAcceleration: 0.2,
  lateralBraking: 0.8,
  margin: 0.1,
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

/** The Intelligent Driver Model's original figures, at a wanted speed of its own (science.md 3.1). */
export const IDM: Omit<Figures<'idm'>, 'desiredSpeed'> = {
  timeGap: 1.6,
  minGap: 2,
  acceleration: 0.73,
  comfortDeceleration: 1.67,
};

/** The reference AEB of science.md 3.5: half a second, 8 m/s^2, from the instant a body enters the path. */
export const AEB: Figures<'aeb'> = { latency: 0.5, deceleration: 8, jerk: 0, trigger: { pathEntry: true } };
