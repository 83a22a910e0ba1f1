/** Inertial sensors: errors by Allan variance (science.md 4.6, IEEE Std 952), and the way back from what is felt to the pose. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InertialNoise } from '#contracts/rig';
import type { Run } from '#contracts/run';
import {
  norm,
  type Quat,
  quatConjugate,
  quatFromAxisAngle,
  quatFromHeadingPitchRoll,
  quatMultiply,
  rotate,
  sub,
  type Vec3,
} from '#core/pose';
import { randomRoot } from '#core/random';
import { axisNoise } from '#sensors/imu/noise';
import { GRAVITY, incrementBetween, integrate } from '#sensors/imu/strapdown';
import { type SensorMotion, sensorMotion } from '#sensors/motion';
import { deviation, observationsOf, report, rms, runWith, sensorOf } from './fixture.js';

const NONE: InertialNoise = { white: 0, biasInstability: 0, randomWalk: 0, turnOnBias: 0 };

function errorsOf(noise: Partial<InertialNoise>, dt: number, count: number, seed: number | string = 1): number[] {
  const axis = axisNoise({ ...NONE, ...noise }, randomRoot(seed));
  return Array.from({ length: count }, (_, i) => {
    const { white, bias } = axis.next(i === 0 ? 0 : dt, dt);
    return white + bias;
  });
}

/** Overlapping Allan deviation of means over dt, at averaging times m dt. */
function allan(rates: readonly number[], dt: number, m: number): number {
  const angle = [0];
  for (const rate of rates) angle.push((angle.at(-1) as number) + rate * dt);
  let sum = 0;
  const count = angle.length - 2 * m;
  for (let i = 0; i < count; i++) {
    const d = (angle[i + 2 * m] as number) - 2 * (angle[i + m] as number) + (angle[i] as number);
    sum += d * d;
  }
  return Math.sqrt(sum / (2 * count)) / (m * dt);
}

describe('errors of an axis', () => {
  it('white noise: sd N / sqrt(dt), Allan deviation N / sqrt(tau), slope -1/2', () => {
    const [white, dt] = [3.394e-4, 0.01];
    const errors = errorsOf({ white }, dt, 200_000);
    report('IMU white noise, discrete sd, rad/s', white / Math.sqrt(dt), deviation(errors));
    expect(deviation(errors) / (white / Math.sqrt(dt))).toBeCloseTo(1, 2);
    const [at1, at10] = [allan(errors, dt, 100), allan(errors, dt, 1000)];
    report('IMU white noise, Allan deviation at 1 s, rad/s', white, at1);
    report('IMU white noise, Allan slope 1 to 10 s', -0.5, Math.log10(at10 / at1));
    expect(at1 / white).toBeGreaterThan(0.95);
    expect(at1 / white).toBeLessThan(1.05);
    expect(Math.abs(Math.log10(at10 / at1) + 0.5)).toBeLessThan(0.04);
  });

  it('bias instability: Allan deviation flat at 0.6643 B over two decades', () => {
    const [instability, dt] = [2e-4, 0.5];
    const drifts = [1, 2, 3, 4].map((seed) => errorsOf({ biasInstability: instability }, dt, 60_000, seed));
    for (const tau of [4, 20, 100, 400]) {
      const found = rms(drifts.map((errors) => allan(errors, dt, tau / dt)));
      report(`IMU bias instability, Allan deviation at ${tau} s over B`, 0.6643, found / instability);
      expect(Math.abs(found / instability / 0.6643 - 1)).toBeLessThan(0.07);
    }
  });

  it('rate random walk: Allan deviation K sqrt(tau / 3), slope +1/2', () => {
    const [walk, dt] = [3.8785e-5, 0.1];
    const walks = Array.from({ length: 12 }, (_, seed) => errorsOf({ randomWalk: walk }, dt, 30_000, seed));
    const at = (tau: number) => rms(walks.map((errors) => allan(errors, dt, tau / dt)));
    for (const tau of [3, 30]) {
      const wanted = walk * Math.sqrt(tau / 3);
      report(`IMU random walk, Allan deviation at ${tau} s, rad/s`, wanted, at(tau));
      expect(Math.abs(at(tau) / wanted - 1)).toBeLessThan(0.05);
    }
  });

  it('gyro white noise integrated for 60 s over 1000 runs: 2.629e-3 rad', () => {
    const dt = 0.1;
    const angles = Array.from({ length: 1000 }, (_, run) =>
      errorsOf({ white: 3.394e-4 }, dt, 600, `run ${run}`).reduce((sum, rate) => sum + rate * dt, 0),
    );
    report('IMU gyro noise integrated 60 s, sd over 1000 runs, rad', 2.629e-3, rms(angles));
    expect(Math.abs(rms(angles) / 2.629e-3 - 1)).toBeLessThan(0.05);
  });

  it('a gap between samples ages the bias as the samples in it would have', () => {
    const [walk, seeds] = [1e-3, Array.from({ length: 2000 }, (_, i) => i)];
    const aged = (steps: readonly number[]) =>
      deviation(
        seeds.map((seed) => {
          const axis = axisNoise({ ...NONE, randomWalk: walk, biasInstability: 1e-3 }, randomRoot(seed));
          return steps.map((step) => axis.next(step, 0.01).bias).at(-1) as number;
        }),
      );
    const [whole, parts] = [aged([0, 4]), aged([0, 1, 0.5, 2.5])];
    report('IMU bias sd after 4 s in one step against three', whole, parts);
    expect(Math.abs(whole / parts - 1)).toBeLessThan(0.05);
  });
});

describe('strapdown increments', () => {
  const at = (position: Vec3, orientation: Quat, velocity: Vec3): SensorMotion => ({
    worldFromSensor: { position, orientation },
    velocity,
  });

  it('feels the ground push up at rest, and nothing in free fall', () => {
    const rest = at([0, 0, 0], [0, 0, 0, 1], [0, 0, 0]);
    expect(incrementBetween(rest, rest, 0.01).deltaVelocity[2]).toBeCloseTo(GRAVITY * 0.01, 12);
    const falling = at([0, 0, 0], [0, 0, 0, 1], [0, 0, -GRAVITY * 0.01]);
    expect(norm(incrementBetween(rest, falling, 0.01).deltaVelocity)).toBeLessThan(1e-12);
  });

  it('feels v^2 / r towards the middle of a circle, and the turn rate', () => {
    const [v, radius, dt] = [15, 40, 0.01];
    const on = (t: number): SensorMotion => {
      const heading = (v * t) / radius;
      return at([0, 0, 0], quatFromHeadingPitchRoll(heading), [v * Math.cos(heading), v * Math.sin(heading), 0]);
    };
    const { deltaVelocity, deltaAngle } = incrementBetween(on(0), on(dt), dt);
    report('IMU on a circle, lateral force m/s^2', (v * v) / radius, deltaVelocity[1] / dt);
    report('IMU on a circle, turn rate rad/s', v / radius, deltaAngle[2] / dt);
    expect(deltaVelocity[1] / dt).toBeCloseTo((v * v) / radius, 4);
    expect(Math.abs(deltaVelocity[0] / dt)).toBeLessThan(1e-9);
    expect(deltaAngle[2] / dt).toBeCloseTo(v / radius, 10);
  });

  it('integrating undoes differentiating: attitude and velocity to the last digits', () => {
    const angle = fc.double({ min: -1.5, max: 1.5, noNaN: true });
    const speed = fc.double({ min: -30, max: 30, noNaN: true });
    fc.assert(
      fc.property(angle, angle, angle, angle, speed, speed, (heading, pitch, roll, turn, v, w) => {
        const before = at([1, 2, 3], quatFromHeadingPitchRoll(heading, pitch, roll), [v, w, 1]);
        const turned = quatMultiply(before.worldFromSensor.orientation, quatFromAxisAngle([0.6, 0, 0.8], turn));
        const after = at([9, 9, 9], turned, [w, v, -2]);
        const back = integrate(before, incrementBetween(before, after, 0.02), 0.02);
        expect(norm(sub(back.velocity, after.velocity))).toBeLessThan(1e-11);
        expect(between(back.worldFromSensor.orientation, turned)).toBeLessThan(1e-7);
      }),
    );
  });
});

/** Angle between two attitudes, rad. */
function between(a: Quat, b: Quat): number {
  const [x, y, z, w] = quatMultiply(quatConjugate(a), b);
  return 2 * Math.atan2(Math.sqrt(x * x + y * y + z * z), Math.abs(w));
}

/** Noise-free values integrated from the first pose on, against the pose at the end of each sample. */
async function deadReckoning(run: Run, wrong: (rate: Vec3) => Vec3 = (rate) => rate) {
  const sensor = sensorOf(run, 'imu');
  const samples = await observationsOf(run, 'imu');
  const carrier = run.scenario.actors[0]?.id as string;
  const truth = (timeNs: number) => {
    const body = run.timeline.at(timeNs).bodies.find(({ id }) => id === carrier);
    return sensorMotion(sensor, body as NonNullable<typeof body>);
  };
  let state = truth(samples[0]?.timeNs as number);
  const worst = { position: 0, velocity: 0, attitude: 0 };
  let way = 0;
  for (const { timeNs, values } of samples.slice(1)) {
    const [interval] = values.interval as [number];
    const times = (mean: readonly number[]): Vec3 => mean.map((value) => value * interval) as unknown as Vec3;
    const deltaAngle = wrong(times(values.trueAngularRate));
    state = integrate(state, { deltaVelocity: times(values.trueSpecificForce), deltaAngle }, interval);
    const wanted = truth(timeNs);
    way += norm(wanted.velocity) * interval;
    worst.position = Math.max(worst.position, norm(sub(state.worldFromSensor.position, wanted.worldFromSensor.position)));
    worst.velocity = Math.max(worst.velocity, norm(sub(state.velocity, wanted.velocity)));
    worst.attitude = Math.max(worst.attitude, between(state.worldFromSensor.orientation, wanted.worldFromSensor.orientation));
  }
  return { ...worst, way, samples };
}

const bent = (text: string) =>
  text.replace('road: {layout: rural-two-lane', 'road: {layout: rural-two-lane, curvature: 0.004 1/m');

describe('the way back to the pose over whole scenarios', () => {
  /**
   * m. Positions go by the trapezoidal rule. Lanes are straight between points at most 2 m apart while headings turn evenly, so
   * velocity and position part by up to curvature x 2^2 / 8 = 2 mm, and by (0.004)^2 / 6 of the way, 0.3 mm, at 0.004 1/m.
   */
  const CASES = [
    ['a car braking', 'pedestrian/midblock-dash-night-rain.yaml', 'rigs/car-inertial', 1e-9],
    ['a car on a bending road', 'wildlife/deer-pair-at-dusk.yaml', 'rigs/car-inertial', 2.3e-3],
    ['a drone in a gust', 'drone/delivery-gust-at-corner.yaml', 'rigs/drone-full', 1e-3],
    ['a drone that loses a rotor', 'drone/rotor-failure-in-wind.yaml', 'rigs/drone-full', 1e-3],
  ] as const;
  for (const [name, path, rig, bound] of CASES) {
    it(`${name}: within its bound, 1e-9 m/s, 1e-9 rad`, async () => {
      const found = await deadReckoning(runWith(path, rig, 'test', bent));
      report(`IMU noise-free, ${name}: worst position error over ${found.way.toFixed(0)} m, m`, `< ${bound}`, found.position);
      report(`IMU noise-free, ${name}: worst velocity error, m/s`, '< 1e-9', found.velocity);
      report(`IMU noise-free, ${name}: worst attitude error, rad`, '< 1e-9', found.attitude);
      expect(found.position).toBeLessThan(bound);
      expect(found.velocity).toBeLessThan(1e-9);
      expect(found.attitude).toBeLessThan(1e-9);
    });
  }

  it('control: a gyro that is a thousandth wrong goes past the bounds', async () => {
    const found = await deadReckoning(runWith('drone/delivery-gust-at-corner.yaml', 'rigs/drone-full'), (rate) => [
      rate[0] * 1.001,
      rate[1],
      rate[2],
    ]);
    expect(found.attitude).toBeGreaterThan(1e-5);
  });

  it('measures truth plus bias plus white noise, at its rate, the same every time', async () => {
    const run = runWith('pedestrian/midblock-dash-night-rain.yaml', 'rigs/car-inertial');
    const { samples } = await deadReckoning(run);
    expect(samples[1]?.timeNs).toBe(10_000_000);
    const left = samples.flatMap(({ values }) =>
      values.angularRate.map((rate, k) => rate - (values.trueAngularRate[k] as number) - (values.gyroBias[k] as number)),
    );
    const wanted = sensorOf(run, 'imu').gyro.white / Math.sqrt(0.01);
    report('IMU as declared in the rig: gyro white sd, rad/s', wanted, deviation(left));
    expect(Math.abs(deviation(left) / wanted - 1)).toBeLessThan(0.05);
    expect(await observationsOf(run, 'imu')).toEqual(samples);
  });

  it('sits in its own axes: turned on its back it feels the ground from the other side', async () => {
    const run = runWith('pedestrian/midblock-dash-night-rain.yaml', 'rigs/car-inertial');
    const [first] = await observationsOf(run, 'imu', { orientation: [0.3, 0, Math.PI] });
    const force = first?.values.trueSpecificForce as unknown as Vec3;
    expect(norm(sub(rotate(quatFromHeadingPitchRoll(0, 0, Math.PI), force), [0, 0, GRAVITY]))).toBeLessThan(1e-9);
  });
});
