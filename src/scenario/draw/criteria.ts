/** Criteria, and rules over time, as contracts want them. */
import type { Criterion, Requirement } from '#contracts/scenario';
import { runMetric } from '#validate/criticality/run-metrics';
import type { CriterionNode, RequirementNode } from '../declare/top.js';
import { driverCalled } from '../drivers.js';
import type { Name } from '../language/combinators.js';
import { drawFlightCriterion } from './flight.js';
import { drawPoint } from './points.js';
import { compared, drawCondition, type Scene } from './story.js';

export type RuleNode = Extract<RequirementNode, { always: unknown } | { eventually: unknown } | { hold: unknown }>;
type CriterionRule = Extract<CriterionNode, { always: unknown } | { eventually: unknown } | { hold: unknown }>;

export function drawRule(node: RuleNode | CriterionRule, scene: Scene): Requirement {
  const within = node.within === undefined ? {} : { within: scene.draw.number(node.within) };
  const labelled = (type: string): { label: string } => ({ label: node.label ?? `${type} (line ${node.at.line})` });
  if ('always' in node)
    return { type: 'always', condition: drawCondition(node.always, scene), ...labelled('always'), ...within };
  if ('eventually' in node)
    return { type: 'eventually', condition: drawCondition(node.eventually, scene), ...labelled('eventually'), ...within };
  const [hold, until] = [drawCondition(node.hold, scene), drawCondition(node.until, scene)];
  return { type: 'until', hold, until, ...labelled('until'), ...within };
}

const PLAIN = {
  'no collision': 'no-collision',
  'stay in corridor': 'corridor',
  'stay in geofence': 'geofence',
  'no near mid-air collision': 'no-near-mid-air-collision',
} as const;

/** How hard braking must be to be called that, m/s^2: more than a foot off the throttle. */
const BRAKES = 0.5;

export function drawCriterion(node: CriterionNode, scene: Scene): Criterion {
  if (typeof node === 'string') return { type: PLAIN[node], of: 'ego' };
  if ('always' in node || 'eventually' in node || 'hold' in node)
    return { type: 'temporal', of: 'ego', rule: drawRule(node, scene) };
  const { draw, place } = scene;
  const of = ((name: Name | undefined): string => name?.name ?? 'ego')(node.value.of);
  switch (node.type) {
    case 'no collision':
    case 'stay in corridor':
    case 'no near mid-air collision':
      return { type: PLAIN[node.type], of };
    case 'minimum ttc':
      return { type: 'min-ttc', of, above: draw.number(node.value.above) };
    case 'minimum distance':
      return { type: 'min-distance', of, to: node.value.to.name, above: draw.number(node.value.above) };
    case 'maximum impact speed':
      return { type: 'max-impact-speed', of, below: draw.number(node.value.below) };
    case 'maximum deceleration':
      return { type: 'max-deceleration', of, below: draw.number(node.value.below) };
    case 'reach': {
      const { point, radius, within } = node.value;
      return {
        type: 'reaches',
        of,
        point: drawPoint(point, place, draw),
        radius: draw.number(radius),
        within: draw.number(within),
      };
    }
    case 'threshold':
      return { type: 'threshold', of, metric: runMetric(node.value.metric)?.key ?? '', ...compared(node.value, draw) };
    case 'no worse than': {
      const speed = scene.actors.find(({ id }) => id === of)?.start.speed ?? 0;
      return { type: 'no-worse-than', of, driver: node.value.driver, controller: driverCalled(node.value.driver, speed) };
    }
    case 'brake within': {
      const { after, within, deceleration } = node.value;
      return {
        type: 'brakes-within',
        of,
        after: after.name,
        within: draw.number(within),
        deceleration: deceleration === undefined ? BRAKES : draw.number(deceleration),
      };
    }
    default:
      return drawFlightCriterion(node, draw);
  }
}
