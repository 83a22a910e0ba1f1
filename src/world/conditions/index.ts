/** Conditions by type: each turns its declaration into a measure. One file each, listed here. */
import type { Condition } from '#contracts/scenario';
import type { Context, Measure } from '../context.js';
import { contact } from './contact.js';
import { criticality } from './criticality.js';
import { altitude, distance, gap, headway, speed, station, ttc } from './measures.js';
import { event, time } from './moments.js';
import { region } from './region.js';
import { visible } from './visible.js';

type Of<T extends Condition['type']> = Extract<Condition, { type: T }>;
type Builders = { readonly [T in Condition['type']]: (condition: Of<T>, context: Context) => Measure };

export const conditions: Builders = {
  time,
  event,
  gap,
  distance,
  headway,
  ttc,
  speed,
  station,
  altitude,
  region,
  visible,
  contact,
  criticality,
  all: ({ of }, context) => {
    const parts = of.map((each) => measureOf(each, context));
    return (snapshot) => Math.min(...parts.map((part) => part(snapshot)));
  },
  any: ({ of }, context) => {
    const parts = of.map((each) => measureOf(each, context));
    return (snapshot) => Math.max(...parts.map((part) => part(snapshot)));
  },
  not: ({ of }, context) => {
    const part = measureOf(of, context);
    // Where the part holds exactly at its limit, its negation does not.
    return (snapshot) => -part(snapshot) - 1e-12;
  },
};

export function measureOf(condition: Condition, context: Context): Measure {
  const build = conditions[condition.type] as (condition: Condition, context: Context) => Measure;
  return build(condition, context);
}
