/** Which actors of a scenario get pixels within its capture window. */
import { expect } from 'vitest';
import type { RenderSession } from '#contracts/renderer';
import type { CaptureInstant, Run } from '#contracts/run';
import { requestOf, runOf } from './shipped.js';

const SIZE = { width: 320, height: 180 };
const DRAWS = [0, 1, 2];
const FRAMES = 8;
/** Fewer pixels than this are no picture of anything. */
const LEAST = 6;

export interface ActorsSeen {
  readonly seen: ReadonlySet<string>;
  readonly actors: ReadonlySet<string>;
}

/** Draws are looked at until each actor was seen in one of them. @param first the run of draw 0 */
export async function actorsSeen(session: RenderSession, path: string, first: () => Promise<Run>): Promise<ActorsSeen> {
  const seen = new Set<string>();
  const actors = new Set<string>();
  for (const draw of DRAWS) {
    const run = draw === 0 ? await first() : await runOf(path, draw);
    // Of bystanders it is enough that some are seen.
    const bystanders = new Set(run.scenario.actors.flatMap(({ id, swarm }) => (swarm === undefined ? [] : [id])));
    for (const body of run.scene.bodies) if (body.role === 'actor' && !bystanders.has(body.id)) actors.add(body.id);
    if (actors.size === 0 ? bystanders.size === 0 || draw > 0 : seen.size === actors.size) break;
    const here = await seenIn(session, run);
    expect(here.size, `draw ${draw} shows none of ${[...actors].join(', ')}`).toBeGreaterThan(0);
    for (const id of here) if (!bystanders.has(id)) seen.add(id);
  }
  return { seen, actors };
}

async function seenIn(session: RenderSession, run: Run): Promise<Set<string>> {
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
