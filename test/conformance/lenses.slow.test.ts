/**
 * The browser's pictures through lenses against the oracle's, and their labels, on every shipped scenario. Faces are sampled up to half a texel,
 * a quarter of a pixel, beside a pixel's centre: along silhouettes the two may see different things, and beside creases another surface.
 */
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TRUTH_LAYERS } from '#contracts/layers';
import { auditFrame, labelFrame } from '#labels/index';
import { disagreementBeside } from './agreement.js';
import { bothRenderers } from './both-renderers.js';
import { fitted, LENSES } from './lenses.js';
import { requestOf, runOf, shippedScenarios } from './shipped.js';

const SIZE = { width: 320, height: 180 };
const LAYERS = TRUTH_LAYERS.filter((name) => name !== 'backwardFlow' && name !== 'flowOcclusion');
const both = bothRenderers();

/** Streets of one layout differ in nothing that a lens would know: three of them. */
const chosen = shippedScenarios.filter((path) => !path.includes('/street/') || /high-street|suburb|signals/.test(path));

describe.each(chosen.map((path) => [basename(path, '.yaml'), path] as const))('%s', (name, path) => {
  it.each(LENSES)('$name', async (lens) => {
    const run = await runOf(path);
    const shot = run.captures[Math.floor(run.captures.length * 0.5)] as (typeof run.captures)[number];
    const request = requestOf(run, shot, SIZE, LAYERS, fitted(lens));
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
});

it('leaves no trace in what is drawn after it, nor the other way round', async () => {
  const run = await runOf(shippedScenarios.find((path) => path.includes('late-runner')) as string);
  const shot = run.captures[3] as (typeof run.captures)[number];
  const lenses = [undefined, ...LENSES.map(fitted)];
  const ask = (change: (typeof lenses)[number]) => requestOf(run, shot, { width: 160, height: 90 }, ['rgb', ...LAYERS], change);
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
