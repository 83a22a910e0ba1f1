/** Layers that take two drawings, against the oracle: backward flow, forward occlusion; and both audited over frames that follow each other. */
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TRUTH_LAYERS } from '#contracts/layers';
import { labelFrame, openAudit } from '#labels/index';
import { bothRenderers } from './both-renderers.js';
import { requestOf, runOf, shippedScenarios } from './shipped.js';

const SIZE = { width: 320, height: 180 };
const both = bothRenderers();

const chosen = shippedScenarios.filter((path) => /cpfa|lost-load|deer-pair|two-drones/.test(path));

describe.each(chosen.map((path) => [basename(path, '.yaml'), path] as const))('%s', (_, path) => {
  it('goes back and is hidden as the oracle says, and there and back is the identity', async () => {
    const run = await runOf(path);
    const middle = Math.floor(run.captures.length * 0.5);
    const audit = openAudit();
    for (const shot of run.captures.slice(middle, middle + 2)) {
      const request = requestOf(run, shot, SIZE, [...TRUTH_LAYERS, 'albedo']);
      const a = await both.three.render(request);
      const b = await both.rays.render({ ...request, layers: TRUTH_LAYERS });
      const pixels = SIZE.width * SIZE.height;
      let [same, flows, hidden, hiddenLeaves] = [0, 0, 0, 0];
      const leaves = run.scene.semanticIds.vegetation;
      for (let i = 0; i < pixels; i++) {
        const [p, q] = [a.depth?.[i] ?? 0, b.depth?.[i] ?? 0];
        if (a.instance?.[i] !== b.instance?.[i] || Math.abs(p - q) > 1e-3 * q) continue;
        same++;
        const off = [0, 1].map((k) => Math.abs((a.backwardFlow?.[2 * i + k] ?? 0) - (b.backwardFlow?.[2 * i + k] ?? 0)));
        const size = Math.abs(b.backwardFlow?.[2 * i] ?? 0) + Math.abs(b.backwardFlow?.[2 * i + 1] ?? 0);
        if (Math.max(...off) > 0.05 + 2e-3 * size) flows++;
        if (a.flowOcclusion?.[i] === b.flowOcclusion?.[i]) continue;
        if (b.semantic?.[i] === leaves) hiddenLeaves++;
        else hidden++;
      }
      expect(same / pixels).toBeGreaterThan(0.95);
      expect(flows / same).toBeLessThan(0.001);
      expect(hidden / same).toBeLessThan(0.01);
      // Rays see between leaves what a pixel next to them hides.
      expect(hiddenLeaves / same).toBeLessThan(0.08);
      const next = { timeNs: shot.next.timeNs, worldFromCamera: request.next.view.worldFromCamera };
      const input = { scene: run.scene, frame: shot.frame, index: shot.index, view: request.view, next, layers: a };
      expect(audit.frame({ sample: '', scene: run.scene, annotations: labelFrame(input), layers: a })).toEqual([]);
    }
  });
});
