/** The browser renderer: closed forms, and what becomes of it when a page fails, hangs or is closed. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LayerSet } from '#contracts/layers';
import { threeRenderer } from '#renderers/three/host/index';
import { below, processes } from '../farm/chaos/processes.js';
import { rendererSuite, request } from './renderer-suite.js';

rendererSuite(threeRenderer, { depth: 2e-3, flow: 5e-3 });

const asked = request([10, 0, 1.5], [10, 0, 1.5]);
const impossible = {
  ...asked,
  scene: {
    ...asked.scene,
    id: 'broken',
    bodies: asked.scene.bodies.map((body) => ({ ...body, look: { ...body.look, asset: 'unicorn' } })),
  },
};

/** Processes whose command line names the folder of a browser of ours, started below this process. */
function browsersAlive(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
        const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
        return command.includes('nearmiss-browser-') && !command.includes('--type=') && parent === process.pid;
      } catch {
        return false;
      }
    });
}

describe('a session whose page fails', () => {
  it("carries the page's own error home, closes its browser, and draws no more", async () => {
    const before = browsersAlive().length;
    const session = await threeRenderer.open({});
    await expect(session.render(impossible)).rejects.toMatchObject({ code: 'NM4003', exitCode: 3 });
    await expect(session.render(asked)).rejects.toMatchObject({ code: 'NM4003' });
    expect(browsersAlive().length).toBe(before);
    await session.close();
  });

  it('names the body that could not be drawn', async () => {
    const session = await threeRenderer.open({});
    await expect(session.render(impossible)).rejects.toThrow(/unicorn/);
    await session.close();
  });

  it('gives up on a frame that takes too long, and says what to try', async () => {
    const session = await threeRenderer.open({ frameTimeoutMs: 1 });
    await expect(session.render(asked)).rejects.toMatchObject({ code: 'NM4005', hint: expect.stringContaining('raycast') });
    await session.close();
  });
});

describe('a session that is closed', () => {
  it('leaves no process behind', async () => {
    const before = browsersAlive().length;
    const session = await threeRenderer.open({});
    expect(browsersAlive().length).toBe(before + 1);
    await session.render(asked);
    await session.close();
    expect(browsersAlive().length).toBe(before);
  });

  it.each(['its pages are stopped', 'all of it is stopped'])('closes though %s, and leaves none of it', async (stopped) => {
    const before = browsersAlive();
    const session = await threeRenderer.open({});
    const [own] = browsersAlive().filter((pid) => !before.includes(pid));
    const pages = below(processes(), Number(own)).filter(({ command }) => command.includes('--type=renderer'));
    expect(pages.length).toBeGreaterThan(0);
    const pids = pages.map(({ pid }) => pid);
    for (const pid of stopped === 'its pages are stopped' ? pids : [...pids, Number(own)]) process.kill(pid, 'SIGSTOP');
    await session.close();
    const left = processes().filter(({ pid, state }) => state !== 'Z' && [Number(own), ...pids].includes(pid));
    expect(left).toEqual([]);
  });
});

it('goes on in a fresh browser after its share of frames, with the same bytes, and leaves none behind', async () => {
  const before = browsersAlive();
  const session = await threeRenderer.open({ recycleAfter: 2 });
  const own = (): readonly string[] => browsersAlive().filter((pid) => !before.includes(pid));
  const [first] = own();
  const frames: LayerSet[] = [];
  const goneBy = performance.now() + 60_000;
  while (own().includes(first as string) && performance.now() < goneBy)
    frames.push(...(await Promise.all([session.render(asked), session.render(asked)])));
  expect(own()).not.toContain(first);
  frames.push(await session.render(asked));
  for (const frame of frames) expect(frame.depth).toEqual(frames[0]?.depth);
  await session.close();
  expect(own()).toEqual([]);
});
