/** Scenes with everything varied at once: both renderers agree, labels do not contradict themselves, and nothing stays behind in the page. */
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { TRUTH_LAYERS } from '#contracts/layers';
import type { Run } from '#contracts/run';
import { auditFrame, labelFrame, semanticIds } from '#labels/index';
import { drawScenario, parseScenario } from '#scenario/index';
import { simulate } from '#world/simulate';
import { disagreement } from './agreement.js';
import { bothRenderers } from './both-renderers.js';
import { randomizedText, requestOf, shippedScenarios } from './shipped.js';

const SIZE = { width: 320, height: 180 };
const FILES = ['high-street', 'midblock-dash', 'boar-group'].map(
  (name) => shippedScenarios.find((path) => path.includes(name)) as string,
);
/**
 * llvmpipe gets the depth of triangles wrong that it sees edge-on and narrower than a thousandth of a pixel: now and then (one pixel in six such pictures) a corner of a
 * car that is hidden comes to lie in front.
 */
const NEEDLES = 1;
const both = bothRenderers();

function shotOf(path: string, draw: number, randomize: string) {
  const { scenario } = parseScenario(randomizedText(path, randomize), path);
  const { concrete } = drawScenario(scenario as NonNullable<typeof scenario>, { seed: 'randomized', draw });
  const run: Run = simulate(concrete, { traceHz: 50, semanticIds, withCaptures: true });
  return { run, shot: run.captures[Math.floor(run.captures.length / 2)] as (typeof run.captures)[number] };
}

it.each(FILES.flatMap((path) => (path === FILES[0] ? [0, 1] : [0]).map((draw) => [basename(path), draw, path] as const)))(
  '%s, draw %i',
  async (_name, draw, path) => {
    const { run, shot } = shotOf(path, draw, '{all: 1}');
    const request = requestOf(run, shot, SIZE, TRUTH_LAYERS);
    const [a, b] = [await both.three.render(request), await both.rays.render(request)];
    const { ids, idsInside, depths } = disagreement(a, b);
    expect(ids).toBeLessThanOrEqual(0.005);
    expect(idsInside * SIZE.width * SIZE.height).toBeLessThanOrEqual(NEEDLES);
    expect(depths).toBeLessThanOrEqual(0.0005);
    for (const layers of [a, b]) {
      const annotations = labelFrame({ scene: run.scene, frame: shot.frame, index: shot.index, view: request.view, layers });
      expect(auditFrame(annotations, layers, run.scene)).toEqual([]);
    }
  },
);

it('a plain picture is the same before and after a varied one', async () => {
  const path = FILES[0] as string;
  const [plain, varied] = [shotOf(path, 3, '{}'), shotOf(path, 3, '{all: 1, background: 0, pose: 0, intrinsics: 0}')];
  const ask = async ({ run, shot }: typeof plain) =>
    Buffer.from((await both.three.render(requestOf(run, shot, SIZE, ['rgb']))).rgb as Uint8Array);
  const [before, between, after] = [await ask(plain), await ask(varied), await ask(plain)];
  expect(after.equals(before)).toBe(true);
  expect(between.equals(before)).toBe(false);
});
