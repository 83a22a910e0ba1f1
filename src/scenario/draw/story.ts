/** Storyboard, conditions and actions as contracts want them. */
import type { Place, Vec2 } from '#contracts/place';
import type { Action, ConcreteActor, Condition, StoryNode } from '#contracts/scenario';
import { cos, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import { INSTANT_METRICS } from '#validate/criticality/instant-metrics';
import type { ConditionNode } from '../declare/conditions.js';
import { type Threshold, threshold } from '../declare/limits.js';
import type { ActionNode, StoryTree } from '../declare/story.js';
import type { Value } from '../language/value.js';
import { drawPoint } from './points.js';
import { goalPoint } from './sides.js';
import type { Draw } from './values.js';

export interface Scene {
  readonly place: Place;
  readonly actors: readonly ConcreteActor[];
  readonly draw: Draw;
  readonly northHeading: number;
}

export function drawStory(trees: readonly StoryTree[], scene: Scene): StoryNode[] {
  return trees.map((tree, i) => drawNode(tree, scene, `event ${i + 1}`));
}

function drawNode(tree: StoryTree, scene: Scene, fallback: string): StoryNode {
  if (tree.type === 'event') {
    const { name = fallback, when } = tree.event;
    const actions = [...(tree.event.do ?? [])].flatMap(([actor, { value }]) =>
      value.map((action) => ({ actor, action: drawAction(action, actor, scene) })),
    );
    return { type: 'event', name, actions, ...(when === undefined ? {} : { when: drawCondition(when, scene) }) };
  }
  const name = tree.name ?? fallback;
  if (tree.type === 'choice')
    return drawNode({ type: 'serial', children: chosen(tree, scene.draw), at: tree.at, name }, scene, name);
  return { type: tree.type, name, children: tree.children.map((child, i) => drawNode(child, scene, `${name}.${i + 1}`)) };
}

function chosen(tree: Extract<StoryTree, { type: 'choice' }>, draw: Draw): readonly StoryTree[] {
  const weights = tree.options.map(({ weight }) => (weight === undefined ? 1 : draw.number(weight)));
  let left = draw.random.child(`story.choice.${tree.at.line}`).uniform() * weights.reduce((sum, w) => sum + w, 0);
  const hit = weights.findIndex((w) => {
    left -= w;
    return left < 0;
  });
  return (tree.options[hit < 0 ? tree.options.length - 1 : hit] as (typeof tree.options)[number]).story;
}

export function compared(
  read: { readonly below?: Value; readonly above?: Value },
  draw: Draw,
): { op: 'below' | 'above'; value: number } {
  const { op, value } = threshold(read) as Threshold;
  return { op, value: draw.number(value) };
}

export function drawCondition(node: ConditionNode, scene: Scene): Condition {
  const { draw, place } = scene;
  switch (node.type) {
    case 'all':
    case 'any':
      return { type: node.type, of: node.value.map((each) => drawCondition(each, scene)) };
    case 'not':
      return { type: 'not', of: drawCondition(node.value, scene) };
    case 'time':
      return { type: 'time', after: draw.number(node.value.after) };
    case 'gap':
    case 'distance':
      return { type: node.type, from: node.value.from.name, to: node.value.to.name, ...compared(node.value, draw) };
    case 'headway':
    case 'ttc':
      return { type: node.type, of: node.value.of.name, to: node.value.to.name, ...compared(node.value, draw) };
    case 'speed':
    case 'station':
    case 'altitude':
      return { type: node.type, of: node.value.of.name, ...compared(node.value, draw) };
    case 'criticality': {
      const { metric, of } = node.value;
      const key = INSTANT_METRICS.find(({ words }) => words === metric)?.key ?? metric;
      return { type: 'criticality', of: of?.name ?? 'ego', metric: key, ...compared(node.value, draw) };
    }
    case 'region': {
      const polygon = place.regions.find((each) => each.id === node.value.in.name)?.polygon ?? [];
      return { type: 'region', of: node.value.of.name, polygon, inside: true };
    }
    case 'visible':
      return {
        type: 'visible',
        actor: node.value.actor.name,
        sensor: node.value.to.name,
        fraction: node.value.fraction === undefined ? 0 : draw.number(node.value.fraction),
      };
    case 'after':
      return {
        type: 'event',
        name: node.value.event.name,
        delay: node.value.by === undefined ? 0 : draw.number(node.value.by),
      };
    case 'contact':
      return { type: 'contact', a: node.value.between[0]?.name ?? '', b: node.value.between[1]?.name ?? 'any' };
  }
}

type Pace = { readonly speed: Value; readonly acceleration?: Value; readonly over?: Value };

/** Constant acceleration that reaches v over a distance d from rest: v^2 / (2 d). */
function paceOf({ speed, acceleration, over }: Pace, draw: Draw): { speed: number; acceleration: number } {
  const v = draw.number(speed);
  if (acceleration !== undefined) return { speed: v, acceleration: draw.number(acceleration) };
  const distance = over === undefined ? 0 : draw.number(over);
  return { speed: v, acceleration: distance > 0 ? (v * v) / (2 * distance) : 0 };
}

function drawAction(node: ActionNode, actor: string, scene: Scene): Action {
  const { draw, place } = scene;
  const number = (value: Value | undefined, missing: number): number => (value === undefined ? missing : draw.number(value));
  switch (node.type) {
    case 'speed':
      return { type: 'speed', to: draw.number(node.value.to), acceleration: number(node.value.acceleration, 0) };
    case 'brake':
      return { type: 'brake', deceleration: draw.number(node.value.deceleration), jerk: number(node.value.jerk, 0) };
    case 'followLane':
      return {
        type: 'follow-lane',
        lane: node.value.lane.name,
        speed: draw.number(node.value.speed),
        offset: number(node.value.offset, 0),
      };
    case 'changeLane':
      return { type: 'change-lane', to: node.value.to.name, duration: draw.number(node.value.over) };
    case 'followPath':
      return {
        type: 'follow-path',
        points: node.value.points.map((each) => flat(drawPoint(each, place, draw))),
        ...paceOf(node.value, draw),
      };
    case 'cross':
      return { type: 'cross', to: goalOf(node.value.to, node.value.ahead, actor, scene), ...paceOf(node.value, draw) };
    case 'dart':
      return { type: 'dart', toward: goalOf(node.value.toward, node.value.ahead, actor, scene), ...paceOf(node.value, draw) };
    case 'flee':
      return { type: 'flee', from: node.value.from.name, ...paceOf(node.value, draw) };
    case 'freeze':
      return { type: 'freeze', duration: draw.number(node.value.for) };
    case 'fly':
      return {
        type: 'fly',
        waypoints: node.value.route.map((each) => drawPoint(each, place, draw)),
        speed: draw.number(node.value.speed),
        corridorRadius: number(node.value.corridor, 1e6),
      };
    case 'hold':
      return { type: 'hold', duration: draw.number(node.value.for) };
    case 'land':
      return { type: 'land', descentRate: number(node.value.rate, 1) };
    case 'gust': {
      const towards = scene.northHeading - draw.number(node.value.from);
      const speed = draw.number(node.value.speed);
      return {
        type: 'gust',
        velocity: [-speed * cos(towards), -speed * sin(towards), number(node.value.up, 0)],
        rise: number(node.value.rise, 0.4),
        hold: number(node.value.for, 1),
      };
    }
    case 'rotorFailure':
      return { type: 'rotor-failure', rotor: node.value.rotor, remaining: number(node.value.remaining, 0) };
    case 'gnssLoss':
      return { type: 'gnss-loss', duration: draw.number(node.value.for), drift: number(node.value.drift, 1.5) };
    case 'release': {
      const { velocity, spin } = node.value;
      return {
        type: 'release',
        velocity: [number(velocity?.forward, 0), number(velocity?.left, 0), number(velocity?.up, 0)],
        spin: [0, number(spin, 0), 0],
      };
    }
  }
}

function goalOf(
  goal: Extract<ActionNode, { type: 'cross' }>['value']['to'],
  ahead: Value | undefined,
  actor: string,
  scene: Scene,
): Vec2 {
  if (typeof goal !== 'string') return flat(drawPoint(goal, scene.place, scene.draw));
  const start = scene.actors.find((each) => each.id === actor)?.start.position ?? [0, 0, 0];
  return goalPoint(scene.place, goal, [start[0], start[1]], ahead === undefined ? 0 : scene.draw.number(ahead));
}
function flat([x, y]: Vec3): Vec2 {
  return [x, y];
}
