/** Labels of a picture whose rows were exposed one after the other: true to it, and found out where they aren't. */
import { expect, it } from 'vitest';
import { TRUTH_LAYERS } from '#contracts/layers';
import type { Look, RenderRequest } from '#contracts/renderer';
import { labelFrame, openAudit } from '#labels/index';
import { raycastRenderer } from '#renderers/raycast/index';
import { cameraView } from '#sensors/camera';
import { slicesOf } from '../../src/pipeline/shutter.js';
import { requestOf, runOf, shippedScenarios } from '../conformance/shipped.js';

const SIZE = { width: 240, height: 136 };
const SHUTTER = { exposureS: 0, readoutS: 0.04, slices: 17, samples: 1 };

it.each(['crossing-late-runner', 'lost-load'])('%s: labels agree with rows of their own instants', async (name) => {
  const run = await runOf(shippedScenarios.find((path) => path.includes(name)) as string);
  const shot = run.captures[12] as (typeof run.captures)[number];
  const base = requestOf(run, shot, SIZE, TRUTH_LAYERS);
  const ego = run.scenario.actors[0] as (typeof run.scenario.actors)[number];
  const sensor = ego.sensors.find(({ type }) => type === 'camera');
  if (sensor?.type !== 'camera') throw new Error('the ego has no camera');
  const lookAt = (timeNs: number): Look => {
    const frame = run.timeline.at(timeNs);
    const body = frame.bodies.find(({ id }) => id === ego.id) as (typeof frame.bodies)[number];
    return { frame, view: cameraView(sensor, body.worldFromBody, ego.id, 7, SIZE) };
  };
  const { timeNs } = shot.frame;
  const instants = { timeNs, periodNs: shot.next.timeNs - timeNs, hasBefore: true };
  const slices = slicesOf(SHUTTER, SIZE.height, instants, lookAt);
  const request: RenderRequest = { ...base, slices };
  const session = await raycastRenderer.open({});
  const layers = await session.render(request);
  expect(layers.depth).not.toEqual((await session.render(base)).depth);
  const next = { timeNs: shot.next.timeNs, worldFromCamera: base.next.view.worldFromCamera };
  const input = { scene: run.scene, frame: shot.frame, index: 0, view: base.view, next, layers };
  const codes = (annotations: ReturnType<typeof labelFrame>) =>
    openAudit()
      .frame({ sample: '', scene: run.scene, annotations, layers })
      .map(({ code, object, detail }) => `${code} ${object} ${detail}`);
  const sliced = labelFrame({ ...input, slices });
  expect(sliced.objects.length).toBeGreaterThan(0);
  expect(codes(sliced)).toEqual([]);
  // Labels that know of one instant alone have other outlines; at a steady speed flow is the same, so the audit bears them.
  const masks = ({ objects }: typeof sliced) => objects.map(({ amodalMask }) => amodalMask);
  expect(masks(labelFrame(input))).not.toEqual(masks(sliced));
  // Rows said to be exposed while the camera turned contradict their flow.
  const turned = sliced.slices?.map((slice) => ({ ...slice, nextWorldFromCamera: base.view.worldFromCamera })) ?? [];
  expect(codes({ ...sliced, slices: turned }).map((text) => text.slice(0, 4))).toContain('NA11');
});
