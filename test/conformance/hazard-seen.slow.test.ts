/** A scenario's hazard is in its pictures: every actor of every shipped scenario gets pixels within its capture window. */
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaptureInstant, Run } from '#contracts/run';
import { openSession, type ThreeSession } from '#renderers/three/host/session';
import { requestOf, runOf, shippedScenarios } from './shipped.js';

const SIZE = { width: 320, height: 180 };
const DRAWS = [0, 1, 2];
const FRAMES = 8;
/** Fewer pixels than this are no picture of anything. */
const LEAST = 6;

let session: ThreeSession;
beforeAll(async () => {
  session = await openSession({});
});
afterAll(() => session.close());

describe.each(shippedScenarios.map((path) => [basename(path, '.yaml'), path] as const))('%s', (_name, path) => {
  it('shows its actors', async () => {
    const seen = new Set<string>();
    const actors = new Set<string>();
    for (const draw of DRAWS) {
      const run = await runOf(path, draw);
      // Of bystanders it is enough that some are seen.
      const bystanders = new Set(run.scenario.actors.flatMap(({ id, swarm }) => (swarm === undefined ? [] : [id])));
      for (const body of run.scene.bodies) if (body.role === 'actor' && !bystanders.has(body.id)) actors.add(body.id);
      if (actors.size === 0 ? bystanders.size === 0 || draw > 0 : seen.size === actors.size) break;
      const here = await seenIn(run);
      expect(here.size, `draw ${draw} shows none of ${[...actors].join(', ')}`).toBeGreaterThan(0);
      for (const id of here) if (!bystanders.has(id)) seen.add(id);
    }
    expect([...seen].sort()).toEqual([...actors].sort());
  });
});

async function seenIn(run: Run): Promise<Set<string>> {
  const ids = new Set<string>();
  const names = new Map(run.scene.bodies.filter(({ role }) => role === 'actor').map(({ id, instance }) => [instance, id]));
  for (let k = 0; k < FRAMES; k++) {
    const shot = run.captures[Math.round((k * (run.captures.length - 1)) / (FRAMES - 1))] as CaptureInstant;
    const { instance } = await session.render(requestOf(run, shot, SIZE, ['instance']));
    const counts = new Map<number, number>();
    for (const id of instance ?? []) counts.set(id, (counts.get(id) ?? 0) + 1);
    for (const [id, count] of counts) if (count >= LEAST && names.has(id)) ids.add(names.get(id) as string);
  }
  return ids;
}
