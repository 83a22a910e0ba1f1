/** The browser's truth against the oracle's, on every shipped scenario: ids but for silhouettes, depth within 1e-3. */
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TRUTH_LAYERS } from '#contracts/layers';
import { auditFrame, labelFrame } from '#labels/index';
import { disagreement } from './agreement.js';
import { bothRenderers } from './both-renderers.js';
import { cracks } from './cracks.js';
import { requestOf, runOf, shippedScenarios } from './shipped.js';

const SIZE = { width: 320, height: 180 };
const both = bothRenderers();

describe.each(shippedScenarios.map((path) => [basename(path, '.yaml'), path] as const))('%s', (_, path) => {
  it('agrees with the oracle, and its labels with its layers', async () => {
    const run = await runOf(path);
    expect(run.captures.length).toBeGreaterThan(0);
    const shot = run.captures[Math.floor(run.captures.length * 0.5)];
    if (shot === undefined) return;
    const request = requestOf(run, shot, SIZE, TRUTH_LAYERS);
    const [a, b] = [await both.three.render(request), await both.rays.render(request)];
    const { ids, idsInside, depths } = disagreement(a, b);
    expect(ids).toBeLessThanOrEqual(0.005);
    expect(idsInside).toBe(0);
    // Subpixel gaps between leaves and blades can put one ray through and the other not.
    expect(depths).toBeLessThanOrEqual(0.0005);
    for (const layers of [a, b]) {
      const { scene } = run;
      const next = { timeNs: shot.next.timeNs, worldFromCamera: request.next.view.worldFromCamera };
      const annotations = labelFrame({ scene, frame: shot.frame, index: shot.index, view: request.view, next, layers });
      expect(auditFrame(annotations, layers, scene)).toEqual([]);
      expect(cracks(layers)).toBe(0);
    }
  });
});

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
