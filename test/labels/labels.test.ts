import { beforeAll, describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { FrameAnnotations, LabelInput } from '#contracts/label';
import type { LayerSet } from '#contracts/layers';
import type { Run } from '#contracts/run';
import { auditFrame, contrastOf, labelFrame, ontology } from '#labels/index';
import { raycastRenderer } from '#renderers/raycast/index';
import { requestOf, runOf, shippedScenarios } from '../conformance/shipped.js';

let run: Run;
let input: LabelInput;
let labels: FrameAnnotations;
beforeAll(async () => {
  run = await runOf(shippedScenarios.find((path) => path.includes('pile-up')) as string);
  const shot = run.captures[20] as Run['captures'][number];
  const request = requestOf(run, shot, { width: 320, height: 180 }, ['depth', 'semantic', 'instance']);
  const session = await raycastRenderer.open({});
  input = { scene: run.scene, frame: shot.frame, index: shot.index, view: request.view, layers: await session.render(request) };
  labels = labelFrame(input);
});

describe('labels of a frame', () => {
  it('name everything that has a pixel, and nothing else', () => {
    const seen = new Set([...(input.layers.instance as Uint16Array)].filter((id) => id > 0));
    expect(new Set(labels.objects.map(({ track }) => track))).toEqual(seen);
    expect(labels.objects.length).toBeGreaterThanOrEqual(3);
  });
  it('pass their audit', () => {
    expect(auditFrame(labels, input.layers, run.scene)).toEqual([]);
  });
  it('are none for an empty picture', () => {
    const { width, height } = input.layers;
    const empty: LayerSet = {
      width,
      height,
      instance: new Uint16Array(width * height),
      depth: new Float32Array(width * height),
      semantic: new Uint8Array(width * height),
    };
    expect(labelFrame({ ...input, layers: empty }).objects).toEqual([]);
  });
  it('do not depend on how instances are numbered', () => {
    const shift = (id: number): number => (id === 0 ? 0 : id + 100);
    const scene = { ...run.scene, bodies: run.scene.bodies.map((body) => ({ ...body, instance: shift(body.instance) })) };
    const layers = { ...input.layers, instance: (input.layers.instance as Uint16Array).map(shift) };
    const renumbered = labelFrame({ ...input, scene, layers });
    expect(renumbered.objects.map((object) => ({ ...object, track: object.track - 100 }))).toEqual(labels.objects);
  });
  it('do not depend on who was labelled before, in the same memory', () => {
    const bodies = [...run.scene.bodies].reverse();
    const objects = labelFrame({ ...input, scene: { ...run.scene, bodies } }).objects;
    expect([...objects].reverse()).toEqual(labels.objects);
  });
  it('give the cuboid of the body itself', () => {
    const car = labels.objects.find(({ id }) => id === 'lorry');
    const state = input.frame.bodies.find(({ id }) => id === 'lorry');
    expect(car?.cuboidInWorld.pose.position[0]).toBeCloseTo(state?.worldFromBody.position[0] as number, 1);
    expect(car?.cuboidInWorld.size[0]).toBeCloseTo(8.6, 1);
  });
});

describe('contrast after the air', () => {
  it('is the check value of the meteorological optical range: 100 m at 50 m', () => {
    const medium = { ...input.frame.medium, extinctionPerM: Math.log(20) / 100 };
    expect(contrastOf(50, 1e5, medium).air).toBeCloseTo(0.2236, 4);
    expect(contrastOf(101, 1e9, medium).detectable).toBe(false);
    expect(contrastOf(99, 1e9, medium).detectable).toBe(true);
  });
  it('falls with the light: half of it is left at half a lux', () => {
    expect(contrastOf(0, 0.5, input.frame.medium).light).toBeCloseTo(0.5, 9);
  });
});

describe('the ontology', () => {
  it('numbers its classes in order, and knows every body there is', () => {
    expect(ontology.classes.map(({ index }) => index)).toEqual(ontology.classes.map((_, i) => i));
    // Distractors alone belong to no class.
    for (const { name, class: id } of bodyAssets.all)
      expect(ontology.classes.find((each) => each.id === id)?.thing, id).toBe(name !== 'distractor');
  });
});
