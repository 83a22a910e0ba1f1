/** Labels on pictures that a lens has bent: they fit the picture as written, and those of a pinhole are found out. */
import { basename } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bodyAssets, modelFor } from '#assets/index';
import type { FrameAnnotations, ObjectAnnotation } from '#contracts/label';
import type { LayerSet } from '#contracts/layers';
import type { RenderRequest } from '#contracts/renderer';
import type { Run } from '#contracts/run';
import { lensOf } from '#core/lens';
import { compose, invert } from '#core/pose';
import { amodalOf } from '#labels/amodal';
import { auditFrame, labelFrame } from '#labels/index';
import { newScratch } from '#labels/outline';
import { raycastRenderer } from '#renderers/raycast/index';
import { fitted, LENSES } from '../conformance/lenses.js';
import { requestOf, runOf, shippedScenarios } from '../conformance/shipped.js';

const SIZE = { width: 320, height: 180 };
const SCENARIOS = ['pile-up', 'cpnco', 'deer-pair', 'two-drones', 'late-runner'].map(
  (part) => shippedScenarios.find((path) => path.includes(part)) as string,
);

interface Shot {
  readonly run: Run;
  readonly request: RenderRequest;
  readonly layers: LayerSet;
  readonly labels: FrameAnnotations;
}

const runs = new Map<string, Promise<Run>>();

async function shoot(path: string, lens: (typeof LENSES)[number], share: number): Promise<Shot> {
  const run = await (runs.get(path) ?? runOf(path));
  runs.set(path, Promise.resolve(run));
  const shot = run.captures[Math.floor((run.captures.length - 1) * share)] as Run['captures'][number];
  const request = requestOf(run, shot, SIZE, ['depth', 'semantic', 'instance'], fitted(lens));
  const session = await raycastRenderer.open({});
  const layers = await session.render(request);
  await session.close();
  const labels = labelFrame({ scene: run.scene, frame: shot.frame, index: 0, view: request.view, layers });
  return { run, request, layers, labels };
}

const pinholeView = ({ view }: RenderRequest): RenderRequest['view'] => {
  const { lens: _, ...intrinsics } = view.intrinsics;
  return { ...view, intrinsics };
};

/** The outline itself, before it is widened by what is seen. */
function outlineBox(shot: Shot, object: ObjectAnnotation, view = shot.request.view) {
  const { scene, frame } = shot.request;
  const { look } = scene.bodies.find(({ id }) => id === object.id) as (typeof scene.bodies)[number];
  const state = frame.bodies.find(({ id }) => id === object.id) as (typeof frame.bodies)[number];
  const eye = view.worldFromCamera.position;
  const model = modelFor(bodyAssets.get(look.asset).build(look), state.worldFromBody.position, eye);
  const cameraFromBody = compose(invert(view.worldFromCamera), state.worldFromBody);
  const looking = { lens: lensOf(view.intrinsics), near: view.near };
  return amodalOf(
    model,
    [{ rows: [0, looking.lens.height], pose: model.pose(state.articulation), cameraFromBody }],
    looking,
    newScratch(),
  );
}

describe.each(LENSES)('$name', (lens) => {
  describe.each(SCENARIOS.map((path) => [basename(path, '.yaml'), path] as const))('%s', (_name, path) => {
    let shots: Shot[];
    beforeAll(async () => {
      shots = await Promise.all([0.25, 0.6].map((share) => shoot(path, lens, share)));
    });

    it('passes its audit', () => {
      for (const { labels, layers, run } of shots) expect(auditFrame(labels, layers, run.scene)).toEqual([]);
      expect(shots.some(({ labels }) => labels.objects.length > 0)).toBe(true);
    });

    it('has its tight boxes within the outlines themselves, but for a silhouette pixel', () => {
      for (const shot of shots) {
        for (const object of shot.labels.objects) {
          const outline = outlineBox(shot, object);
          expect(outline, object.id).toBeDefined();
          const { x, y, width, height } = (outline as NonNullable<typeof outline>).box;
          expect(object.box.x, object.id).toBeGreaterThanOrEqual(x - 0.5);
          expect(object.box.y, object.id).toBeGreaterThanOrEqual(y - 0.5);
          expect(object.box.x + object.box.width, object.id).toBeLessThanOrEqual(x + width + 0.5);
          expect(object.box.y + object.box.height, object.id).toBeLessThanOrEqual(y + height + 0.5);
        }
      }
    });

    it('covers with its outlines the pixels that show the body, within the bend of its edges', () => {
      for (const shot of shots) {
        for (const object of shot.labels.objects) {
          const inside = outlineBox(shot, object)?.inside as number;
          const round = 2 * (object.box.width + object.box.height);
          expect(inside, object.id).toBeGreaterThanOrEqual(object.visiblePixels - 0.02 * round);
        }
      }
    });
  });
});

describe('a label of a pinhole on a bent picture', () => {
  it.each(LENSES)('is found out by the audit: $name', async (lens) => {
    const shot = await shoot(SCENARIOS[1] as string, lens, 0.25);
    const { run, request, layers, labels } = shot;
    expect(auditFrame(labels, layers, run.scene)).toEqual([]);
    const wrong = labelFrame({ scene: run.scene, frame: request.frame, index: 0, view: pinholeView(request), layers });
    // Told to be the bent picture's, and as what they are.
    for (const view of [request.view, pinholeView(request)])
      expect(auditFrame({ ...wrong, view }, layers, run.scene)).not.toEqual([]);
  });

  it.each(LENSES)('misses the pixels that it is the outline of: $name', async (lens) => {
    const shot = await shoot(SCENARIOS[1] as string, lens, 0.25);
    const misses = shot.labels.objects.filter((object) => {
      const outline = outlineBox(shot, object, pinholeView(shot.request))?.box;
      return (
        outline === undefined || object.box.x < outline.x - 1 || object.box.x + object.box.width > outline.x + outline.width + 1
      );
    });
    expect(misses.length).toBeGreaterThan(0);
  });
});
