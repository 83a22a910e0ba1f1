/** What each actor is told in the export, and when: the fewest actions with which a player gets the trace again. */
import type { Trace } from '#contracts/run';
import type { ConcreteActor } from '#contracts/scenario';
import type { BodySpec } from '#contracts/scene';
import { directionOn, type RoadLane, type RoadSection } from '../opendrive/lanes.js';
import type { RoadLine } from '../opendrive/road-line.js';
import { categoryOf } from './categories.js';
import type { ToldEvent } from './events.js';
import { keepsLane, type SpeedChange, speedAt, speedChangeOf, standsStill } from './lane-keeping.js';
import type { Motion } from './motion.js';
import { headsAlong } from './positions.js';

/** Why an actor is told something at that moment. */
export type Cause =
  | { readonly type: 'start' }
  | { readonly type: 'event'; readonly told: ToldEvent }
  | { readonly type: 'moment'; readonly what: string };

export interface Order {
  readonly cause: Cause;
  /** s, in the run */
  readonly from: number;
  readonly to: number;
  readonly does: { readonly type: 'speed'; readonly change: SpeedChange } | { readonly type: 'trajectory' };
}

export interface ActorPlan {
  readonly actor: ConcreteActor;
  readonly body: BodySpec;
  readonly motion: Motion;
  /** Where it is put on a lane at first, and left to keep it. */
  readonly lane?: RoadLane;
  readonly orders: readonly Order[];
}

export interface PlanContext {
  readonly section: RoadSection;
  readonly line: RoadLine;
  readonly trace: Trace;
  readonly told: readonly ToldEvent[];
  readonly as: 'actions' | 'trajectories';
  /** s */
  readonly end: number;
}

export function planActor(actor: ConcreteActor, body: BodySpec, motion: Motion, context: PlanContext): ActorPlan {
  const { end } = context;
  const plan = { actor, body, motion };
  const whole: Order = { cause: { type: 'start' }, from: 0, to: end, does: { type: 'trajectory' } };
  if (standsStill(motion.samples)) return { ...plan, orders: [] };
  if (context.as === 'trajectories') return { ...plan, orders: [whole] };
  const lane = ownLane(actor, body, motion, context);
  if (lane !== undefined && keeps(plan, lane, 0, end, context)) return { ...plan, lane, orders: [] };
  // A controller and a leader answer to others all the time: only the outcome can be told.
  if ((actor.controller !== undefined && actor.controller.type !== 'constant') || actor.follows !== undefined)
    return { ...plan, orders: [whole] };
  return inStretches(plan, lane, context);
}

/** One stretch before the first event, one from each event to the next. */
function inStretches(
  plan: Pick<ActorPlan, 'actor' | 'body' | 'motion'>,
  lane: RoadLane | undefined,
  context: PlanContext,
): ActorPlan {
  const causes = causesOf(plan.actor.id, context);
  const starts = causes.map((cause) => cause.from);
  const orders: Order[] = [];
  const first = starts[0] ?? context.end;
  const before = untilFirst(plan, lane, first, context);
  if (before.order !== undefined) orders.push(before.order);
  let { onLane } = before;
  for (const [i, { cause, from }] of causes.entries()) {
    const to = starts[i + 1] ?? context.end;
    const change = onLane ? changeIn(cause, plan.actor.id) : undefined;
    const native = change !== undefined && lane !== undefined && follows(plan, lane, from, to, change, context);
    onLane = native;
    orders.push({ cause, from, to, does: native ? { type: 'speed', change } : { type: 'trajectory' } });
  }
  return { ...plan, ...(lane !== undefined && before.onLane ? { lane } : {}), orders };
}

function untilFirst(
  plan: Pick<ActorPlan, 'actor' | 'motion'>,
  lane: RoadLane | undefined,
  first: number,
  context: PlanContext,
): { readonly order?: Order; readonly onLane: boolean } {
  if (lane !== undefined && keeps(plan, lane, 0, first, context)) return { onLane: true };
  if (first === 0 || standsStill(plan.motion.between(0, first))) return { onLane: false };
  return { order: { cause: { type: 'start' }, from: 0, to: first, does: { type: 'trajectory' } }, onLane: false };
}

interface At {
  readonly cause: Cause;
  readonly from: number;
}

/** Its events, and the first blow that moves it where it was told nothing yet. */
function causesOf(id: string, { told, trace }: PlanContext): readonly At[] {
  const events = told
    .filter(({ event }) => event.actions.some(({ actor }) => actor === id))
    .map((each): At => ({ cause: { type: 'event', told: each }, from: each.start }));
  const contact = trace.events.find(({ kind, bodies }) => kind === 'contact' && bodies.includes(id));
  const struck = (contact?.timeNs ?? 0) / 1e9;
  const first = Math.min(...events.map(({ from }) => from));
  const blow: readonly At[] =
    contact === undefined || struck >= first ? [] : [{ cause: { type: 'moment', what: 'contact' }, from: struck }];
  return [...blow, ...events].sort((a, b) => a.from - b.from);
}

function changeIn(cause: Cause, id: string): SpeedChange | undefined {
  if (cause.type !== 'event') return undefined;
  const mine = cause.told.event.actions.filter(({ actor }) => actor === id);
  return mine.length === 1 && mine[0] !== undefined ? speedChangeOf(mine[0].action) : undefined;
}

/** The lane it starts on the way traffic goes, where what is there is a vehicle. */
function ownLane(actor: ConcreteActor, body: BodySpec, motion: Motion, { section, line }: PlanContext): RoadLane | undefined {
  const start = actor.start.lane;
  if (start === undefined || start.against === true || categoryOf(body).entity !== 'Vehicle') return undefined;
  const lane = section.lanes.find((each) => each.lane?.id === start.id);
  return lane?.type === 'driving' && headsAlong(motion.at(0), directionOn(section, lane), line) ? lane : undefined;
}

function keeps(
  plan: Pick<ActorPlan, 'actor' | 'motion'>,
  lane: RoadLane,
  from: number,
  to: number,
  context: PlanContext,
): boolean {
  return follows(plan, lane, from, to, { to: plan.actor.start.speed, rate: 0 }, context);
}
function follows(
  { actor, motion }: Pick<ActorPlan, 'actor' | 'motion'>,
  lane: RoadLane,
  from: number,
  to: number,
  change: SpeedChange,
  { line, section }: PlanContext,
): boolean {
  const before = from === 0 ? actor.start.speed : speedAt(motion, from - 0.002);
  return keepsLane(motion.between(from, to), line, { direction: directionOn(section, lane), v: before, change });
}
