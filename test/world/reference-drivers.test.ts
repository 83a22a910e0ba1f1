/** The reference drivers of UN R157, RSS and the fuzzy safety model, against their closed forms (science.md 2.1, 3.2). */
import { describe, expect, it } from 'vitest';
import type { Run } from '#contracts/run';
import { parseScenario } from '#scenario/index';
import { FSM } from '#scenario/reference-drivers';
import { carefulDriverGap } from '#validate/metrics/drivers';
import { rssSameDirection } from '#validate/metrics/rss';
import { drawConcrete, simulateConcrete } from '../../src/toolkit/scenarios.js';
import { brakingFor } from '../../src/world/controllers/fsm.js';

const LENGTH = { ego: 4.358, other: 4.316 };
const KMH = 1 / 3.6;

/** Both in one lane, so many metres apart from bumper to bumper. */
function following(controller: string, ego: number, leader: number, gap: number, story = '', lane = 'right'): Run {
  const front = 60;
  const { scenario, diagnostics } = parseScenario(
    `nearmiss: 1
title: One behind another
hazard: None.
environment: {sun: {elevation: 50 deg}}
road: {layout: motorway, length: 900 m}
ego: {kind: ncap-vut, at: {lane: right, front: ${front} m, speed: ${ego} m/s}, controller: ${controller}, sensors: rigs/front-camera}
actors:
  leader: {kind: ncap-small-car, at: {lane: ${lane}, s: ${front + gap + LENGTH.other / 2} m, speed: ${leader} m/s}}
${story}
pass: [no collision]
duration: 14 s
`,
    'following.yaml',
  );
  if (scenario === undefined) throw new Error(JSON.stringify(diagnostics));
  return simulateConcrete(drawConcrete(scenario, '1', 0).concrete, false);
}
const hits = (run: Run): boolean => run.verdict.metrics.impactTimeS !== undefined;
const eventAt = (run: Run, name: string): number | undefined => {
  const found = run.trace.events.find((event) => event.name === name);
  return found === undefined ? undefined : found.timeNs / 1e9;
};

describe("UN R157's careful and competent driver", () => {
  const AT_ONCE = '{r157: {perception: 0 s, trigger: {ttc: 3 s}}}';

  it.each([20, 30, 40, 50, 60, 80])('behind somebody %d km/h slower avoids from the gap of the table on', (relative) => {
    const [leader, closing] = [20, relative * KMH];
    const needed = carefulDriverGap(closing);
    expect(hits(following(AT_ONCE, leader + closing, leader, needed + 0.05))).toBe(false);
    expect(hits(following(AT_ONCE, leader + closing, leader, needed - 0.05))).toBe(true);
  });

  it('lets the throttle go 2 s before a conflict that it has long perceived, and brakes 0.75 s later', () => {
    const run = following('{r157: {}}', 25, 10, 60);
    const trigger = eventAt(run, 'r157 trigger') as number;
    expect(eventAt(run, 'r157 conflict')).toBe(0);
    // 15 m/s closing: 2 s before the gap is gone.
    expect(trigger).toBeCloseTo(60 / 15 - 2, 6);
    expect(eventAt(run, 'r157 brake')).toBeCloseTo(trigger + 0.75, 9);
    const speedAt = (seconds: number): number =>
      run.trace.ticks.find(({ timeNs }) => timeNs >= seconds * 1e9)?.bodies.ego?.[7] ?? 0;
    expect(speedAt(trigger)).toBeCloseTo(25, 6);
    expect(speedAt(trigger + 0.7)).toBeLessThan(25 - 0.4 * 0.6);
  });

  it('perceives a conflict that is near at once for 0.4 s first', () => {
    const run = following('{r157: {}}', 25, 10, 20);
    expect(eventAt(run, 'r157 trigger')).toBeCloseTo(0.4, 9);
    expect(eventAt(run, 'r157 brake')).toBeCloseTo(1.15, 9);
  });

  it.each([20, 30, 40, 50])('gets through behind somebody %d km/h slower as it is, and from 57 km/h on no more', (relative) => {
    expect(hits(following('{r157: {}}', 20 + relative * KMH, 20, 120))).toBe(false);
    expect(hits(following('{r157: {}}', 20 + 58 * KMH, 20, 120))).toBe(true);
  });

  it('takes a car that moves over slowly to stay in the lane it enters', () => {
    const story = 'story: [{name: in, do: {leader: {changeLane: {to: right, over: 5 s}}}}]';
    const cutIn = following('{r157: {}}', 30, 20, 45, story, 'left');
    const trigger = eventAt(cutIn, 'r157 trigger') as number;
    // 10 m/s closing over 45 m: 2 s before it is gone, a little earlier for the way that goes sideways, and long before the car is in the lane.
    expect(45 / 10 - 2 - trigger).toBeGreaterThan(0);
    expect(45 / 10 - 2 - trigger).toBeLessThan(0.1);
  });
});

describe('responsibility-sensitive safety', () => {
  it('is in danger from the published distance on: 100 km/h behind 80, 120.95 m', () => {
    const safe = rssSameDirection(100 * KMH, 80 * KMH);
    expect(safe).toBeCloseTo(120.951, 3);
    const run = following('{rss: {}}', 100 * KMH, 80 * KMH, safe + 20);
    expect(eventAt(run, 'rss danger')).toBeCloseTo(20 / (20 * KMH), 3);
    expect(eventAt(run, 'rss brake')).toBeCloseTo(20 / (20 * KMH) + 1, 3);
    expect(hits(run)).toBe(false);
  });

  it('never hits a leader who brakes as hard as it reckons with', () => {
    const story = 'story: [{name: brake, when: {time: {after: 2 s}}, do: {leader: {brake: {deceleration: 8 m/s^2}}}}]';
    for (const speed of [10, 20, 30]) {
      const safe = rssSameDirection(speed, speed);
      expect(hits(following('{rss: {}}', speed, speed, safe + 1, story)), `${speed} m/s`).toBe(false);
    }
  });

  it('leaves those beside its lane alone', () => {
    const run = following('{rss: {}}', 20, 20, 200);
    expect(eventAt(run, 'rss danger')).toBeUndefined();
  });
});

describe('the fuzzy safety model', () => {
  const at = (gap: number, own: number, leader: number): number =>
    brakingFor({ type: 'fsm', ...FSM }, { gap, own, leader, acceleration: 0 });

  it('does nothing from its safe distance on, and brakes comfortably by how far it is from there', () => {
    const [own, leader] = [20, 20];
    const before = own * FSM.reactionTime + FSM.margin - (leader * leader) / (2 * FSM.leaderBraking);
    const [unsafe, safe] = [before + (own * own) / (2 * FSM.braking), before + (own * own) / (2 * FSM.comfortBraking)];
    expect(at(safe, own, leader)).toBe(0);
    expect(at((safe + unsafe) / 2, own, leader)).toBeCloseTo(FSM.comfortBraking / 2, 9);
    expect(at(unsafe, own, leader)).toBeCloseTo(FSM.comfortBraking, 9);
  });

  it('brakes harder where comfort no longer suffices, and fully where nothing else does', () => {
    const closing = 10;
    const lost = closing * FSM.reactionTime;
    const [unsafe, safe] = [
      lost + (closing * closing) / (2 * FSM.braking),
      lost + (closing * closing) / (2 * FSM.comfortBraking),
    ];
    expect(at(unsafe - 0.1, 20, 10)).toBe(FSM.braking);
    expect(at((safe + unsafe) / 2, 20, 10)).toBeCloseTo((FSM.braking + FSM.comfortBraking) / 2, 9);
  });

  it.each([10, 20, 30, 40])('does not hit somebody %d km/h slower, met far ahead', (relative) => {
    expect(hits(following('{fsm: {}}', 20 + relative * KMH, 20, 120))).toBe(false);
  });
});
