/** One job, undisturbed and under attack: the same files, nothing beside them, nothing half-written on the way, nobody left running. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '../servers/redis.js';
import { type Kind, leftOver, orphans, processes } from './processes.js';
import { type Blows, storm } from './storm.js';
import { filesOf, halfWritten, workLeft } from './visible.js';
import { run, startFleet } from './workers.js';

export interface TrialOptions {
  readonly scenarios: readonly string[];
  readonly count: number;
  readonly size: string;
  readonly renderer: 'three' | 'raycast';
  readonly queue: 'redis' | 'folder';
  readonly kills: number;
  readonly seed: string;
  readonly workers: number;
  readonly pauseMs: readonly [number, number];
  readonly kinds: readonly Kind[];
  readonly hangS: number;
  /** An undisturbed dataset of the same options, to save making it again. */
  readonly undisturbed?: string;
  readonly say?: (line: string) => void;
}

export interface Trial {
  readonly blows: Blows;
  /** Times that a worker was started. */
  readonly started: number;
  readonly files: number;
  /** Files that differ from the undisturbed ones, are missing or are beside them. */
  readonly differing: readonly string[];
  readonly sha256: string;
  readonly undisturbedSha256: string;
  /** What a look in between saw that should not be seen. */
  readonly half: readonly string[];
  readonly looks: number;
  readonly left: readonly string[];
  readonly running: readonly string[];
  readonly seconds: number;
  readonly unforeseen: readonly string[];
  /** As `farm status` tells it. */
  readonly states: string;
  /** The end of what workers logged. */
  readonly said: string;
}

export async function trial(options: TrialOptions): Promise<Trial> {
  const folder = await mkdtemp(join(tmpdir(), 'nearmiss-storm-'));
  const out = join(folder, 'farm');
  const server = options.queue === 'redis' ? await startRedis() : undefined;
  const queue = server?.url ?? join(folder, 'queue');
  const env = { NEARMISS_QUEUE: queue };
  const say = options.say ?? (() => {});
  const plan = [
    ...options.scenarios,
    '--count',
    String(options.count),
    '--seed',
    '5',
    '--size',
    options.size,
    '--renderer',
    options.renderer,
  ];
  const began = performance.now();
  const before = new Set(processes().map(({ pid }) => pid));
  try {
    const calm = options.undisturbed ?? join(folder, 'calm');
    if (options.undisturbed === undefined)
      must(await run(['generate', ...plan, '--out', calm, '--workers', '1', '--backend', 'llvmpipe']));
    say(`undisturbed after ${((performance.now() - began) / 1000).toFixed(0)} s`);
    const submit = ['farm', 'submit', ...plan, '--out', out, '--attempts', '100', '--backend', 'llvmpipe'];
    // Two people press the button.
    for (const each of await Promise.all([run(submit, env), run(submit, env)])) must(each);
    const worker = ['--workers', '1', '--until-empty', '--lease', '3', '--hang', String(options.hangS), '--root', folder];
    const fleet = startFleet(options.workers, worker, env);
    let over = false;
    void fleet.ended.then(() => {
      over = true;
    });
    const half: string[] = [];
    let looks = 0;
    const looking = (async () => {
      while (!over) {
        half.push(...(await halfWritten(out)));
        looks++;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    })();
    const redis =
      server === undefined ? {} : { redis: { every: 8, restart: () => server.restart(), cut: () => cutOff(server.url) } };
    const blows = await storm({ ...options, ...redis, fleet, hangs: options.kinds.includes('page'), over: () => over });
    say(`${JSON.stringify(blows)} after ${((performance.now() - began) / 1000).toFixed(0)} s`);
    await fleet.ended;
    await looking;
    const status = await run(['farm', 'status'], env);
    const [a, b] = [await filesOf(calm), await filesOf(out)];
    const known = new Set(a);
    const differing = [...b.filter((line) => !known.delete(line)), ...known].filter(
      (line) => !line.startsWith('manifest.json '),
    );
    return {
      blows,
      started: fleet.started(),
      files: b.length,
      differing,
      sha256: await hashIn(out).catch(() => 'no manifest'),
      undisturbedSha256: await hashIn(calm),
      half,
      looks,
      left: await workLeft(out),
      running: [...(await lastingOrphans(before)), ...leftOver([folder, `nearmiss-browser-`])]
        .filter(({ command, pid }) => !before.has(pid) && isOurs(command))
        .map(({ pid, state, command }) => `${pid} ${state} ${command.slice(0, 120)}`),
      seconds: (performance.now() - began) / 1000,
      states: status.out.trim(),
      said: fleet.said(),
      unforeseen: fleet.unforeseen(),
    };
  } finally {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** They may take a while to end in order, and no longer. */
async function lastingOrphans(before: ReadonlySet<number>): Promise<ReturnType<typeof orphans>> {
  const own = () => orphans().filter(({ pid }) => !before.has(pid));
  for (let waited = 0; waited < 30 && own().length > 0; waited++) await new Promise((resolve) => setTimeout(resolve, 1_000));
  return own();
}

/** Browsers whose worker is gone are ours, whoever's they were. */
function isOurs(command: string): boolean {
  const owner = /nearmiss-browser-(\d+)-/.exec(command)?.[1];
  if (owner === undefined) return true;
  try {
    process.kill(Number(owner), 0);
    return false;
  } catch {
    return true;
  }
}

function must({ code, err }: { code: number | null; err: string }): void {
  if (code !== 0) throw new Error(err);
}

async function hashIn(out: string): Promise<string> {
  const { readManifest } = await import('#toolkit');
  return (await readManifest(out)).datasetSha256;
}

async function cutOff(url: string): Promise<void> {
  const { Redis } = await import('ioredis');
  const client = new Redis(url);
  await client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
  client.disconnect();
}
