/** Controllers. */
import type { Place } from '#contracts/place';
import type { Controller } from '#contracts/scenario';
import type { ScenarioTree } from '../declare/top.js';
import type { Name } from '../language/combinators.js';
import type { Value } from '../language/value.js';
import { FSM, IDM, R157, RSS } from '../reference-drivers.js';
import { drawGuardedRoute, drawRoute } from './flight.js';
import type { Draw } from './values.js';

export function drawController(tree: NonNullable<ScenarioTree['ego']['controller']>, place: Place, draw: Draw): Controller {
  if (typeof tree === 'string' || tree.type === 'constant') return { type: 'constant' };
  const number = (value: Value | undefined, missing: number): number => (value === undefined ? missing : draw.number(value));
  if (tree.type === 'aeb') {
    const { latency, deceleration, jerk, trigger } = tree.value;
    return {
      type: 'aeb',
      latency: draw.number(latency),
      deceleration: draw.number(deceleration),
      jerk: number(jerk, 0),
      trigger: triggerOf(trigger, draw),
      ...sightOf(tree.value.reactsTo),
    };
  }
  if (tree.type === 'idm')
    return {
      type: 'idm',
      desiredSpeed: draw.number(tree.value.desiredSpeed),
      ...filled(IDM, tree.value, draw),
      ...sightOf(tree.value.reactsTo),
    };
  if (tree.type === 'r157') {
    const { trigger } = tree.value;
    const own = trigger === undefined ? {} : { trigger: triggerOf(trigger, draw) as (typeof R157)['trigger'] };
    const { sight: _, ...figures } = filled(R157, tree.value, draw);
    return { type: 'r157', ...figures, ...own, ...sightOf(tree.value.reactsTo ?? 'in sight') };
  }
  if (tree.type === 'rss') return { type: 'rss', ...filled(RSS, tree.value, draw), ...sightOf(tree.value.reactsTo) };
  if (tree.type === 'fsm') return { type: 'fsm', ...filled(FSM, tree.value, draw), ...sightOf(tree.value.reactsTo) };
  if (tree.type === 'guardedRoute') return drawGuardedRoute(tree.value, place, draw);
  return { type: 'route', ...drawRoute(tree.value, place, draw) };
}

function sightOf(reactsTo: 'in sight' | 'everybody' | undefined): { readonly sight?: true } {
  return reactsTo === 'in sight' ? { sight: true } : {};
}

/** The usual figures, but for those that the file has. */
function filled<T extends object>(usual: T, tree: { readonly [K in keyof T]?: unknown }, draw: Draw): T {
  const given = Object.entries(usual).flatMap(([key, value]) => {
    const own = tree[key as keyof T];
    return typeof value !== 'number' || own === undefined ? [] : [[key, draw.number(own as Value)] as const];
  });
  return { ...usual, ...Object.fromEntries(given) };
}

type Trigger = Extract<Controller, { type: 'aeb' }>['trigger'];
function triggerOf(tree: unknown, draw: Draw): Trigger {
  if (tree === undefined || typeof tree === 'string') return { pathEntry: true };
  const given = tree as { readonly ttc?: Value; readonly visible?: Name };
  return given.ttc === undefined ? { visible: (given.visible as Name).name } : { ttc: draw.number(given.ttc) };
}
