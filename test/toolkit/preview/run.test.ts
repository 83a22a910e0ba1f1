/** What the preview's thread makes of a text: a run with all that the page shows, or what is wrong and where. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { RunReply, RunRequest } from '#contracts/preview';
import type { SceneSpec } from '#contracts/scene';
import { makeRun } from '../../../src/toolkit/preview/run.js';

const PATH = 'scenarios/pedestrian/cpnco-child-from-parked-cars.yaml';
const TEXT = readFileSync(PATH, 'utf8');
const asked = (more: Partial<RunRequest> = {}): RunRequest => ({
  file: 'cpnco.yaml',
  text: TEXT,
  seed: '1',
  draw: 0,
  pins: [],
  ...more,
});
const ask = async (more: Partial<RunRequest> = {}) => (await makeRun(asked(more), PATH, undefined, () => 0)).reply;
async function good(more: Partial<RunRequest> = {}): Promise<Omit<RunReply, 'run' | 'bodies'>> {
  const reply = await ask(more);
  if (!reply.ok) throw new Error(JSON.stringify(reply.problems));
  return reply;
}

it('has the run, its pictures, events and curves, the same again', async () => {
  const reply = await good();
  expect(reply.scenario.actors.map(({ id }) => id)).toContain('target');
  expect(reply.looks[0]?.timesNs.length).toBeGreaterThan(10);
  expect(reply.curves.times.length).toBeGreaterThan(100);
  expect(reply.events.length).toBeGreaterThan(0);
  expect(reply.telling).toBeGreaterThan(0);
  expect(await good()).toEqual(reply);
});

it('another draw is another, and a pin holds one value and nothing else', async () => {
  const [zero, one] = [await good(), await good({ draw: 1 })];
  expect(one.scenario.parameters).not.toEqual(zero.scenario.parameters);
  const held = await good({ pins: [{ name: 'egoSpeed', value: '60 km/h' }] });
  expect(held.scenario.parameters).toMatchObject({ egoSpeed: 60 / 3.6, fraction: zero.scenario.parameters.fraction });
});

it('a mistake has its line and column', async () => {
  const reply = await ask({ text: TEXT.replace('speed: $egoSpeed', 'speed: 30') });
  const line = TEXT.split('\n').findIndex((each) => each.includes('speed: $egoSpeed')) + 1;
  expect(reply).toMatchObject({
    ok: false,
    problems: expect.arrayContaining([expect.objectContaining({ line, code: 'NM2005' })]),
  });
});

it('what no draw can meet is told at `require`, with the guilty constraint', async () => {
  const text = TEXT.replace(/^ego: /m, 'require: [$egoSpeed > 500 km/h]\nego: ');
  const line = text.split('\n').findIndex((each) => each.startsWith('require:')) + 1;
  const reply = await ask({ text });
  expect(reply).toMatchObject({ ok: false, problems: [{ line, code: 'NM2023' }] });
  expect(reply.ok || reply.problems[0]?.message).toMatch(/^1000 draws in a row were refused \(\$egoSpeed > 500 km\/h: 1000\)/);
});

it('shown in fog, bodies move as they did', async () => {
  const { track, shownAs } = await good({ shownAs: [{ key: 'environment.fog.mor', value: '60 m' }] });
  expect(shownAs?.track.bodies).toEqual(track.bodies);
  expect(shownAs?.track.media).not.toEqual(track.media);
});

it('tells the scene once, before the run is made', async () => {
  const told: SceneSpec[] = [];
  const { reply } = await makeRun(
    asked(),
    PATH,
    undefined,
    () => told.length,
    (scene) => told.push(scene),
  );
  expect(told).toEqual([reply.ok && reply.scene]);
  expect(reply.ok && reply.ms.simulate).toBe(0);
  expect(reply.ok && reply.ms.draw).toBe(1);
});
