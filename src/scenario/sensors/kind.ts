/** What each kind of sensor adds to the language: its keys, and how they become numbers. One file a kind. */
import type { Mount, Sensor, SensorType } from '#contracts/rig';
import type { Vec3 } from '#core/pose';
import type { Draw } from '../draw/values.js';
import { may } from '../language/combinators.js';
import type { Declaration } from '../language/context.js';
import { type Value, value } from '../language/value.js';

export interface SensorKind<T extends SensorType = SensorType, D = never> {
  readonly type: T;
  /** Its keys; `type` and those of `mounting` among them. */
  readonly declaration: Declaration<D>;
  draw(id: string, read: D, draw: Draw): Extract<Sensor, { readonly type: T }>;
}

/** Keys that every sensor has. @param rate documentation of the rate, with its default */
export function mounting(rate: string) {
  return {
    forward: may(value("Mounted this far ahead of the carrier's origin.", 'length')),
    left: may(value('Mounted this far to the left.', 'length')),
    up: may(value('Mounted this high above the origin.', 'length')),
    heading: may(value('Turned to the left.', 'angle')),
    pitch: may(value('Nose down positive.', 'angle')),
    roll: may(value('Right side down positive.', 'angle')),
    gimbal: may(
      value('Held level up to this tilt of its carrier; screwed on when missing.', 'angle', { least: 0, most: 3.15 }),
    ),
    rate: may(value(rate, 'frequency', { least: 0.01, most: 1000 })),
    latency: may(value('From what is measured to when the data are there; none when missing.', 'time', { least: 0, most: 10 })),
  };
}

export type MountTree = { readonly [K in keyof ReturnType<typeof mounting>]?: Value };

export function drawMount(id: string, tree: MountTree, rateHz: number, draw: Draw): Mount {
  const number = numbers(draw);
  const position: Vec3 = [number(tree.forward, 0), number(tree.left, 0), number(tree.up, 0)];
  const orientation: Vec3 = [number(tree.heading, 0), number(tree.pitch, 0), number(tree.roll, 0)];
  return {
    id,
    position,
    orientation,
    gimbalReach: number(tree.gimbal, 0),
    rateHz: number(tree.rate, rateHz),
    latency: number(tree.latency, 0),
  };
}

/** Draws what is stated, and takes the default for what is not. */
export function numbers(draw: Draw): (value: Value | undefined, missing: number) => number {
  return (value, missing) => (value === undefined ? missing : draw.number(value));
}

/** The members that are stated. */
export function stated<K extends string>(values: Readonly<Record<K, number | undefined>>): { readonly [N in K]?: number } {
  return Object.fromEntries(Object.entries(values).filter(([, each]) => each !== undefined)) as { [N in K]?: number };
}
