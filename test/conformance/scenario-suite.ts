/**
 * What holds of every shipped scenario. The browser's truth against the oracle's, and their labels: ids but for silhouettes, depth within 1e-3. The same
 * through lenses, whose faces are sampled up to half a texel, a quarter of a pixel, beside a pixel's centre: along silhouettes the two may see different
 * things, and beside creases another surface. And the hazard is in the pictures. A scenario's tests follow each other, for its place is built once for all.
 */
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TRUTH_LAYERS } from '#contracts/layers';
import { auditFrame, labelFrame } from '#labels/index';
import { disagreement, disagreementBeside } from './agreement.js';
import type { BothRenderers } from './both-renderers.js';
import { cracks } from './cracks.js';
import { actorsSeen } from './hazard-seen.js';
import { fitted, LENS_LAYERS, LENSES } from './lenses.js';
import { isThorough, requestOf, runOf } from './shipped.js';

const SIZE = { width: 320, height: 180 };

/** Places of one layout differ in nothing that a lens would know: one of each, and three streets. */
const LENSED = /high-street|suburb|signals|cpnco|late-runner|deer-pair|wrong-way|crane-and-wire|delivery-gust/;
const isLensed = (path: string): boolean => isThorough || LENSED.test(path);

/** To be called where tests are declared. @param paths scenarios */
export function scenarioSuite(both: BothRenderers, paths: readonly string[]): void {
  describe.each(paths.map((path) => [basename(path, '.yaml'), path] as const))('%s', (name, path) => {
    let made: ReturnType<typeof runOf> | undefined;
    const runOnce = (): ReturnType<typeof runOf> => {
      made ??= runOf(path);
      return made;
    };

    it('agrees with the oracle, and its labels with its layers', async () => {
      const run = await runOnce();
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

    it.each(isLensed(path) ? LENSES : [])('through $name', async (lens) => {
      const run = await runOnce();
      const shot = run.captures[Math.floor(run.captures.length * 0.5)] as (typeof run.captures)[number];
      const request = requestOf(run, shot, SIZE, LENS_LAYERS, fitted(lens));
      const [a, b] = [await both.three.render(request), await both.rays.render(request)];
      const { ids, idsInside, depths, flows, silhouettes, creases } = disagreementBeside(a, b);
      // Wires, lattices, mesh and spokes thinner than a pixel are all silhouette, where no neighbour may show it.
      const thin = name === 'crane-and-wire' || path.includes('street');
      // A silhouette is two pixels wide here, and a quarter of a pixel decides: an eighth of it.
      expect(ids).toBeLessThanOrEqual(Math.max(0.002, silhouettes / 8));
      expect(idsInside).toBeLessThanOrEqual(thin ? 3e-4 : 0);
      expect(depths).toBeLessThanOrEqual(0.0005);
      expect(flows).toBeLessThanOrEqual(0.0005);
      // What is left to compare is more than a third of any picture.
      expect(creases).toBeLessThan(0.65);
      for (const layers of [a, b]) {
        const annotations = labelFrame({ scene: run.scene, frame: shot.frame, index: shot.index, view: request.view, layers });
        expect(auditFrame(annotations, layers, run.scene)).toEqual([]);
      }
    });

    it('shows its actors', async () => {
      const { seen, actors } = await actorsSeen(both.three, path, runOnce);
      expect([...seen].sort()).toEqual([...actors].sort());
    });
  });
}
