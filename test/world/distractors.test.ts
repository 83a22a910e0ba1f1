/** Shapes out of place change no story: whoever drives, brakes, walks or flees does as without them. */
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Run } from '#contracts/run';
import type { ConcreteScenario } from '#contracts/scenario';
import { semanticIds } from '#labels/index';
import { drawScenario, parseScenario } from '#scenario/index';
import { simulate } from '#world/simulate';
import { randomizedText, shippedScenarios } from '../conformance/shipped.js';

const options = { traceHz: 50, semanticIds, withCaptures: false };
function runOf(path: string, draw: number, randomize: string) {
  const { scenario } = parseScenario(randomizedText(path, randomize), path);
  // The last one that was looked at is the one that was taken.
  let last: Run | undefined;
  const look = (concrete: ConcreteScenario): Run => {
    last = simulate(concrete, options);
    return last;
  };
  const { concrete } = drawScenario(scenario as NonNullable<typeof scenario>, { seed: 'distractors', draw, simulate: look });
  return last?.scenario === concrete ? last : simulate(concrete, options);
}
/** On the ground: what flies may meet what floats. */
const grounded = shippedScenarios.filter((path) => !path.includes('/drone/'));

describe.each(grounded.map((path) => [basename(path), path]))('%s', (_, path) => {
  it.each([0, 1])('draw %i', (draw) => {
    const many = runOf(path, draw, '{distractors: {strength: 1, per100M: [20, 40]}}');
    expect(many.scene.bodies.filter((body) => body.look.asset === 'distractor').length).toBeGreaterThan(10);
    expect(many.trace).toEqual(runOf(path, draw, '{}').trace);
  });
});
