/** Checks of the execution as contracts want them. */
import type { Execution } from '#contracts/scenario';
import type { ExecutionNode } from '../declare/execution.js';
import type { Value } from '../language/value.js';
import type { Draw } from './values.js';

/** Euro NCAP's track tolerances: 0.05 m, 0.2 km/h. */
const PLACE_M = 0.05;
const SPEED_M_PER_S = 0.2 / 3.6;

export function drawExecution(node: ExecutionNode, draw: Draw): Execution {
  const number = (value: Value | undefined, missing: number): number => (value === undefined ? missing : draw.number(value));
  switch (node.type) {
    case 'impact': {
      const { of, at, from, point, within } = node.value;
      return {
        type: 'impact',
        of: of.name,
        with: node.value.with.name,
        at: draw.number(at),
        ...(from === undefined ? {} : { from: from as 'left' | 'right' }),
        point: number(point, 0),
        within: number(within, PLACE_M),
      };
    }
    case 'speed': {
      const { of, is, after, by, within } = node.value;
      return {
        type: 'speed',
        of: of.name,
        is: draw.number(is),
        within: number(within, SPEED_M_PER_S),
        after: after.name,
        by: number(by, 0),
      };
    }
    case 'offset': {
      const { of, until, within } = node.value;
      return {
        type: 'offset',
        of: of.name,
        within: number(within, PLACE_M),
        ...(until === undefined ? {} : { until: until.name }),
      };
    }
  }
}
