/** The gate with its own network on rendered frames: light passes, and what was painted over, moved, melted or painted in is caught. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FrameValidity } from '#contracts/validity';
import type { Seen } from '#diffusion/field/cells';
import { type Gate, openGate } from '#diffusion/gate/gate';
import { decodeSegmenter } from '#diffusion/gate/network';
import { ontology } from '#labels/ontology';
import { openOnnxEngine } from '#nn/engines/onnx';
import { openSession, type ThreeSession } from '#renderers/three/host/session';
import { isThorough, requestOf, runOf, shippedScenarios } from '../conformance/shipped.js';
import {
  boxBlurred,
  boxOf,
  camouflaged,
  erased,
  type Frame,
  gained,
  gammaOf,
  litByLabel,
  litSmoothly,
  melted,
  paintedIn,
  redrawn,
  shifted,
} from './gate/controls.js';

const WEIGHTS = join(import.meta.dirname, '..', '..', 'assets', 'models', 'gate.safetensors');
const SIZE = { width: 960, height: 540 };
const SCENES = ['crossing-late-runner', 'cyclists-ahead', 'deer-pair-at-dusk', 'works-road', 'terraces'];
/** Shares of the capture window: one for each scene, in turn, or both where all is asked for. */
const INSTANTS = [0.3, 0.6];
const instantsAt = (i: number): readonly number[] => (isThorough ? INSTANTS : [INSTANTS[i % 2] as number]);
/** Pixels of a body that is big enough to be tampered with. */
const LEAST = 500;

interface Scene extends Frame {
  readonly name: string;
  /** Instances of people and animals large enough. */
  readonly bodies: readonly number[];
}
const scenes: Scene[] = [];
let session: ThreeSession;
let gate: Gate;

beforeAll(async () => {
  session = await openSession({});
  const { engine } = await openOnnxEngine({ threads: 2 });
  gate = await openGate({ engine, segmenter: decodeSegmenter(readFileSync(WEIGHTS), WEIGHTS), classes: ontology.classes });
  for (const [i, name] of SCENES.entries()) {
    const run = await runOf(shippedScenarios.find((path) => path.includes(name)) as string);
    for (const share of instantsAt(i)) {
      const shot = run.captures[Math.floor(share * (run.captures.length - 1))] as (typeof run.captures)[number];
      const layers = await session.render(requestOf(run, shot, SIZE, ['rgb', 'semantic', 'instance', 'depth', 'normal']));
      const seen: Seen = {
        ...SIZE,
        semantic: (layers.semantic as Seen['semantic']).slice(),
        instance: (layers.instance as Seen['instance']).slice(),
        depth: (layers.depth as Seen['depth']).slice(),
        normal: (layers.normal as Seen['normal']).slice(),
      };
      const rgb = (layers.rgb as Uint8Array).slice();
      const { segments } = await gate.judge(rgb, rgb, seen);
      const bodies = segments
        .filter(({ safety, pixels, measured }) => safety && pixels >= LEAST && measured.disappearance !== undefined)
        .map(({ instance }) => instance);
      scenes.push({ name: `${name} at ${share}`, seen, rgb, bodies });
    }
  }
});
afterAll(async () => {
  await gate?.close();
  await session?.close();
});

const judge = ({ seen, rgb }: Frame, repainted: Uint8Array): Promise<FrameValidity> => gate.judge(rgb, repainted, seen);

function wrongs({ segments, hallucinations }: FrameValidity): readonly string[] {
  return [
    ...segments.flatMap(({ class: name, instance, pixels, failed, measured }) =>
      failed.map((test) => `${name} ${instance} (${pixels} px): ${test} ${measured[test]?.toFixed(2)}`),
    ),
    ...hallucinations.map(({ class: name, pixels }) => `a new ${name} (${pixels} px)`),
  ];
}

describe('the gate on rendered frames', () => {
  it('has something to look at', () => {
    expect(scenes.filter(({ bodies }) => bodies.length > 0).length).toBeGreaterThanOrEqual(scenes.length / 2);
  });
  it('lets light through: at most one frame in a hundred is refused', async () => {
    const refused: string[] = [];
    let count = 0;
    for (const scene of scenes) {
      const lit: Readonly<Record<string, Uint8Array>> = {
        nothing: scene.rgb.slice(),
        ...Object.fromEntries([0.5, 0.75, 1.3, 1.6].map((gain) => [`gain ${gain}`, gained(scene, gain)])),
        ...Object.fromEntries([0.6, 0.8, 1.25, 1.6].map((gamma) => [`gamma ${gamma}`, gammaOf(scene, gamma)])),
        smooth: litSmoothly(scene, 0.5, scene.name),
      };
      for (const [name, rgb] of Object.entries(lit)) {
        count++;
        const said = await judge(scene, rgb);
        if (!said.valid) refused.push(`${scene.name}, ${name}: ${wrongs(said).join(', ')}`);
      }
    }
    expect(refused.slice(0, Math.max(0, refused.length - Math.floor(count / 100)))).toEqual([]);
  });
  it('mostly lets through what the pass does: light and colour by label', async () => {
    const refused: string[] = [];
    for (const scene of scenes) {
      const said = await judge(scene, litByLabel(scene, 0.15, scene.name));
      if (!said.valid) refused.push(`${scene.name}: ${wrongs(said).join(', ')}`);
    }
    expect(refused.length, refused.join('\n')).toBeLessThanOrEqual(0.2 * scenes.length);
  });
  it('catches every control on people and animals', async () => {
    const missed: string[] = [];
    for (const scene of scenes) {
      for (const body of scene.bodies.slice(0, 2)) {
        const { width, height } = boxOf(scene, body);
        const controls: Readonly<Record<string, Uint8Array>> = {
          erased: erased(scene, body),
          camouflaged: camouflaged(scene, body, 0.25),
          smaller: redrawn(scene, body, 0, 0, 0.8),
          displaced: redrawn(scene, body, Math.max(6, Math.round(0.3 * width)), 0),
          melted: melted(scene, body, Math.max(3, Math.round(Math.min(width, height) / 8))),
        };
        for (const [name, rgb] of Object.entries(controls)) {
          const { segments } = await judge(scene, rgb);
          const caught = segments.some(({ instance, failed }) => instance === body && failed.length > 0);
          if (!caught) missed.push(`${scene.name}, body ${body}, ${name}`);
        }
      }
    }
    expect(missed).toEqual([]);
  });
  it('catches frames that were moved or blurred as a whole, and people painted in', async () => {
    const missed: string[] = [];
    const donors = scenes.filter(({ bodies }) => bodies.length > 0);
    for (const [n, scene] of scenes.entries()) {
      const donor = donors[n % donors.length] as Scene;
      const body = donor.bodies[0] as number;
      const scale = (0.25 * SIZE.height) / boxOf(donor, body).height;
      const at = { x: SIZE.width * (0.2 + 0.06 * (n % 10)), foot: SIZE.height * 0.85, scale };
      const controls: Readonly<Record<string, Uint8Array>> = {
        moved: shifted(scene, 6, 3),
        blurred: boxBlurred(boxBlurred(scene.rgb, SIZE.width, 3), SIZE.width, 3),
        'painted in': paintedIn(scene, donor, body, at),
      };
      for (const [name, rgb] of Object.entries(controls)) {
        if ((await judge(scene, rgb)).valid) missed.push(`${scene.name}, ${name}`);
      }
    }
    expect(missed).toEqual([]);
  });
});
