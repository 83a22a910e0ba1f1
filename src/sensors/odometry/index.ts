/** Wheel odometry: what the teeth of both rear wheels' rings count, and the speed and turn rate made of it. */
import { OBSERVATIONS } from '#contracts/observation';
import type { SensorModel } from '#contracts/sensor';
import { bodyIn } from '../mount.js';
import { headingAt } from '../observed.js';
import { axleOf, rollingOf, slipOf } from './wheels.js';

/** Steps in which wheels are rolled on between samples, ns. */
const STEP = 20_000_000;

export const odometry: SensorModel<'odometry'> = {
  type: 'odometry',
  about: OBSERVATIONS.odometry.about,
  open(input) {
    const { sensor, carrier, scene, timeline, random } = input;
    const spec = scene.bodies.find(({ id }) => id === carrier);
    if (spec === undefined) throw new Error(`${carrier}, which carries odometry, isn't in the scene`);
    const { track, circumference } = axleOf(spec, input.bodies);
    const metresPerTick = circumference / sensor.ticksPerTurn;
    const factors = [0, 1].map((wheel) => 1 + sensor.scaleError * random.child('wheel').child(wheel).normal());
    const noise = random.child('speed');
    const rolled = [0, 0];
    let [way, last]: [number, number | undefined] = [0, undefined];
    const rolling = (timeNs: number) => rollingOf(bodyIn(timeline.at(timeNs), carrier));

    /** Lets the wheels roll over a step. @returns the slip in it */
    const roll = (from: number, to: number, frictionScale: number): number => {
      const [a, b, seconds] = [rolling(from), rolling(to), (to - from) / 1e9];
      const slip = slipOf((b.speed - a.speed) / seconds, sensor.slipStiffness, frictionScale);
      const [speed, yawRate] = [(a.speed + b.speed) / 2, (a.yawRate + b.yawRate) / 2];
      way += speed * seconds;
      for (const wheel of [0, 1] as const) {
        const over = speed + (wheel === 0 ? -1 : 1) * yawRate * (track / 2);
        rolled[wheel] = (rolled[wheel] as number) + (over * (1 + slip) * seconds) / (factors[wheel] as number);
      }
      return slip;
    };

    return {
      observe(index, timeNs) {
        const { frictionScale } = timeline.at(timeNs).medium;
        let slip = 0;
        for (let at = last ?? timeNs; at < timeNs; at += STEP) slip = roll(at, Math.min(at + STEP, timeNs), frictionScale);
        last = timeNs;
        const { speed, yawRate } = rolling(timeNs);
        const wheelSpeed = [-1, 1].map((side, wheel) => {
          const over = (speed + (side * yawRate * track) / 2) * (1 + slip);
          return over / (factors[wheel] as number) + sensor.speedNoise * noise.normal();
        }) as [number, number];
        const ticks = rolled.map((distance) => Math.floor(distance / metresPerTick + 1e-9)) as [number, number];
        return {
          kind: 'odometry',
          ...headingAt(input, index, timeNs),
          count: 0,
          columns: {},
          values: {
            ticks,
            metresPerTick: [metresPerTick],
            wheelSpeed,
            speed: [(wheelSpeed[0] + wheelSpeed[1]) / 2],
            yawRate: [(wheelSpeed[1] - wheelSpeed[0]) / track],
            distance: [((ticks[0] + ticks[1]) / 2) * metresPerTick],
            trueSpeed: [speed],
            trueYawRate: [yawRate],
            trueDistance: [way],
            slip: [slip],
          },
        };
      },
    };
  },
};
