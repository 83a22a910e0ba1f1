/** Shipped scenarios but streets: see scenario-suite.ts. And what is drawn leaves no trace. */
import { describe, expect, it } from 'vitest';
import { TRUTH_LAYERS } from '#contracts/layers';
import { bothRenderers } from './both-renderers.js';
import { fitted, LENS_LAYERS, LENSES } from './lenses.js';
import { scenarioSuite } from './scenario-suite.js';
import { requestOf, runOf, shippedScenarios } from './shipped.js';

const both = bothRenderers();

scenarioSuite(
  both,
  shippedScenarios.filter((path) => !path.includes('/street/')),
);

describe('the browser renderer', () => {
  it('gives the same bytes for the same request, whatever was drawn before', async () => {
    const [one, two] = await Promise.all([runOf(shippedScenarios[0] as string), runOf(shippedScenarios[5] as string)]);
    const ask = (run: typeof one) =>
      requestOf(run, run.captures[3] as NonNullable<(typeof run.captures)[number]>, { width: 160, height: 90 }, [
        'rgb',
        ...TRUTH_LAYERS,
      ]);
    const first = await both.three.render(ask(one));
    await both.three.render(ask(two));
    const again = await both.three.render(ask(one));
    for (const name of ['rgb', ...TRUTH_LAYERS] as const)
      expect(
        Buffer.compare(Buffer.from(first[name]?.buffer as ArrayBuffer), Buffer.from(again[name]?.buffer as ArrayBuffer)),
        name,
      ).toBe(0);
  });
});

it('leaves no trace in what is drawn after it, nor the other way round', async () => {
  const run = await runOf(shippedScenarios.find((path) => path.includes('late-runner')) as string);
  const shot = run.captures[3] as (typeof run.captures)[number];
  const lenses = [undefined, ...LENSES.map(fitted)];
  const ask = (change: (typeof lenses)[number]) =>
    requestOf(run, shot, { width: 160, height: 90 }, ['rgb', ...LENS_LAYERS], change);
  const draw = async (change: (typeof lenses)[number]): Promise<string> => {
    const drawn = await both.three.render(ask(change));
    return Buffer.from(drawn.depth?.buffer as ArrayBuffer).toString('base64');
  };
  const first: string[] = [];
  for (const change of lenses) first.push(await draw(change));
  const again: string[] = [];
  for (const change of [...lenses].reverse()) again.push(await draw(change));
  expect(again.reverse()).toEqual(first);
  expect(new Set(first).size).toBe(3);
});
